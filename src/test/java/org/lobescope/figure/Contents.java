package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Note;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;
import org.lobescope.sky.Beam;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Wcs;

/** Panel contents that need no files: noise with a source, and noisy maps. */
final class Contents {
    private Contents() {}

    static PanelContent of(int width, int height, int maps, int classes, boolean onSky, String words) {
        Random random = new Random(width * 31L + maps);
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            double distance = Math.hypot(i % width - width * 0.7, i / width - height * 0.3);
            pixels[i] = (float) (1.5e-4 * random.nextGaussian() + 0.02 * Math.exp(-distance * distance / 8));
        }
        Optional<Wcs> wcs = onSky ? Optional.of(Skies.equatorial(211.6, 40.2, width, height, 1.8)) : Optional.empty();
        RadioImage image = new RadioImage(
                "image" + words + ".fits",
                width,
                height,
                pixels,
                "Jy/beam",
                RadioImage.Depth.PHYSICAL,
                wcs,
                Optional.of(new Beam(0.0015, 0.0015, 0)),
                List.of());
        Target target = new Target(Target.Kind.LOGIT, 0);
        List<Explanation> explanations = new ArrayList<>();
        for (int i = 0; i < maps; i++) {
            MethodId id = MethodId.values()[i % 10];
            float[] map = new float[width * height];
            for (int j = 0; j < map.length; j++) {
                map[j] = (float) (id.layered() ? random.nextDouble() : random.nextGaussian());
            }
            explanations.add(new Explanation(
                    Presets.method(id, Preset.REFERENCE),
                    target,
                    id.layered()
                            ? Optional.of(new Layer("stage" + i + words, "Add", "v", 8, 10, 10))
                            : Optional.empty(),
                    height,
                    width,
                    map,
                    map,
                    id.layered() ? Sign.NON_NEGATIVE : Sign.SIGNED,
                    i % 3 == 2
                            ? List.of(new Note(Note.Caveat.NO_EVIDENCE, "No evidence, note " + i + words))
                            : List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    1));
        }
        float[] logits = new float[classes];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            logits[i] = random.nextFloat() * 5;
            names.add("class " + i + words);
        }
        PreparedImage prepared = new PreparedImage(
                new Tensor(new int[] {1, 1, height, width}, pixels),
                new float[] {0},
                new CutOut(0, 0, width, height),
                pixels,
                false,
                List.of(),
                List.of());
        return new PanelContent(
                image,
                prepared,
                "Classifier" + words,
                names,
                logits,
                target,
                Optional.of(Preset.REFERENCE),
                explanations,
                "0.1.0");
    }

    /** The same maps in pairs: every second one of the other class, or with the other preset's options. */
    static PanelContent paired(PanelContent content, boolean classes) {
        List<Explanation> pairs = new ArrayList<>();
        List<String> sides = new ArrayList<>();
        for (Explanation map : content.explanations()) {
            pairs.add(map);
            pairs.add(new Explanation(
                    classes ? map.method() : Presets.method(map.method().id(), Preset.PAPER),
                    classes ? new Target(map.target().kind(), 1) : map.target(),
                    map.layer(),
                    map.height(),
                    map.width(),
                    map.map(),
                    map.magnitude(),
                    map.sign(),
                    map.notes(),
                    map.completeness(),
                    map.weights(),
                    map.seconds()));
            sides.addAll(classes ? content.classes().subList(0, 2) : List.of("Reference", "Paper"));
        }
        return new PanelContent(
                content.image(),
                content.prepared(),
                content.classifier(),
                content.classes(),
                content.logits(),
                content.target(),
                content.preset(),
                pairs,
                sides,
                content.version());
    }
}
