package org.lobescope.service.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.Tensor;
import org.lobescope.service.ExplanationRequest;

/** What requests are made of: a bundled classifier and noise. */
public final class Examples {
    /** A classifier with a network file. */
    public static final Classifier CLASSIFIER =
            new ClassifierLibrary(Path.of("none")).load(Path.of("models", "resnets.onnx"));

    private Examples() {}

    /** An image of the classifier's size that no other number gives. */
    public static PreparedImage image(int number) {
        int side = CLASSIFIER.graph().input().height();
        float[] values = new float[side * side];
        Random random = new Random(number);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new PreparedImage(
                new Tensor(new int[] {1, 1, side, side}, values),
                new float[1],
                new CutOut(0, 0, side, side),
                new float[side * side],
                false,
                List.of(),
                List.of());
    }

    /** A question about an image. */
    public static ExplanationRequest request(MethodId method, PreparedImage image) {
        return new ExplanationRequest(
                "tile/" + method.id(),
                CLASSIFIER,
                image,
                Presets.method(method, Preset.REFERENCE),
                new Target(Target.Kind.LOGIT, 0),
                Optional.empty(),
                0);
    }
}
