package org.lobescope.figure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lobescope.Shared;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Explanation.Completeness;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Note;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.network.NpyFile;
import org.lobescope.network.Tensor;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.RadioImage;

/** A panel's content from the reference material: a simulated image and the golden maps of a small network. */
final class Golden {
    private static final List<String> FILES = List.of(
            "vanilla_gradient-logit",
            "smoothgrad-mean-logit",
            "integrated_gradients-gauss50-black-logit",
            "guided_ig-200_0.25_0.02-black-logit",
            "blur_ig-logit",
            "xrai-full-logit",
            "xrai-fast-logit",
            "gradcam-LAYER-half_pixel",
            "gradcam_plus_plus-reference-LAYER-half_pixel",
            "scorecam-authors-LAYER");

    private Golden() {}

    static PanelContent content(String model, String input, String image, String layerName, List<String> classes) {
        Path folder = Shared.path("reference/golden/" + model + "/" + input);
        RadioImage radio = ImageReader.open(Shared.path("reference/images/" + image + ".fits"))
                .read();
        float[] logits = NpyFile.read(folder.resolve("logits.npy")).values();
        int best = logits[0] > logits[1] ? 0 : 1;
        Target target = new Target(Target.Kind.LOGIT, best);
        Layer layer = new Layer(layerName, "Add", "v", 32, 10, 10);
        List<Explanation> explanations = new ArrayList<>();
        for (MethodId id : MethodId.values()) {
            Tensor map = NpyFile.read(folder.resolve(FILES.get(id.ordinal()).replace("LAYER", layerName) + ".npy"));
            float[] values = map.values();
            Method method = Presets.method(id, Preset.REFERENCE);
            boolean path = id.ordinal() >= 2 && id.ordinal() <= 4;
            explanations.add(new Explanation(
                    method,
                    target,
                    id.layered() ? Optional.of(layer) : Optional.empty(),
                    map.axis(0),
                    map.axis(1),
                    values,
                    values,
                    id.layered() ? Sign.NON_NEGATIVE : Sign.SIGNED,
                    notes(id),
                    path ? Optional.of(new Completeness(4.9123, 4.9089)) : Optional.empty(),
                    Optional.empty(),
                    0.1));
        }
        Tensor x = NpyFile.read(folder.resolve("input.npy"));
        int columns = x.axis(x.shape().length - 1);
        int rows = x.axis(x.shape().length - 2);
        PreparedImage prepared = new PreparedImage(
                x,
                new float[] {-0.088f},
                new CutOut((radio.width() - columns) / 2, (radio.height() - rows) / 2, columns, rows),
                new float[rows * columns],
                true,
                List.of(),
                List.of());
        return new PanelContent(
                radio,
                prepared,
                model.equals("resnets") ? "ResNet-S" : "LeNet",
                classes,
                Arrays.copyOf(logits, logits.length),
                target,
                Optional.of(Preset.REFERENCE),
                explanations,
                "0.1.0");
    }

    private static List<Note> notes(MethodId id) {
        return switch (id) {
            case INTEGRATED_GRADIENTS ->
                List.of(new Note(
                        Note.Caveat.ZERO_ON_CLIPPED_SKY,
                        "97 % of the image equals the baseline and gets exactly 0 from any network, an untrained one"
                                + " too: that the map lies on the source proves nothing."));
            case GUIDED_IG ->
                List.of(
                        new Note(
                                Note.Caveat.GUIDED_IG_IS_IG,
                                "Guided IG is plain Integrated Gradients here: the pixels that equal the baseline are"
                                        + " so many that all others move at every step; choose the zero baseline or an"
                                        + " unclipped image."),
                        new Note(
                                Note.Caveat.ZERO_ON_CLIPPED_SKY,
                                "97 % of the image equals the baseline and gets exactly 0 from any network, an"
                                        + " untrained one too: that the map lies on the source proves nothing."));
            case SCORE_CAM ->
                List.of(new Note(
                        Note.Caveat.HAZE,
                        "Masks lift empty sky to a faint haze, which the network may take for a class of its own;"
                                + " 'towards black sky' avoids it."));
            default -> List.of();
        };
    }
}
