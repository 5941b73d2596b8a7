package org.lobescope.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.ModelCard;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Question;
import org.lobescope.explain.Target;
import org.lobescope.network.Graph;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;

/** What requests are made of. */
final class Fixtures {
    static final Target LOGIT = new Target(Target.Kind.LOGIT, 0);

    private Fixtures() {}

    /** A network of one sum: something that a classifier can be made of. */
    private record SumOfPixels(String name) implements GraphSource {
        @Override
        public Input input() {
            return new Input("x", OptionalInt.empty(), 1, OptionalInt.of(2), OptionalInt.of(3));
        }

        @Override
        public Origin origin() {
            return new Origin("test", "", 0);
        }

        @Override
        public Optional<String> fingerprint() {
            return Optional.of("sum of pixels");
        }

        @Override
        public Program program(ImageShape image, int batch) {
            Op sum = new Op.Reduce(Op.Reduction.SUM, List.of(2, 3), false);
            return new Program(
                    batch,
                    "x",
                    "sum",
                    List.of(new Node("sum", "ReduceSum", "", "sum", sum, List.of("x"), List.of("sum"))),
                    Map.of(),
                    Map.of("x", List.of(batch, 1, 2, 3), "sum", List.of(batch, 1)));
        }
    }

    static Classifier classifier(String id) {
        return new Classifier(id, new ModelCard("Net " + id, List.of("FRI", "FRII")), Graph.of(new SumOfPixels(id)));
    }

    static Method method(MethodId id) {
        return Presets.method(id, Preset.REFERENCE);
    }

    static PreparedImage image(float value) {
        float[] values = new float[6];
        values[0] = value;
        return new PreparedImage(
                new Tensor(new int[] {1, 1, 2, 3}, values),
                new float[1],
                new CutOut(0, 0, 3, 2),
                new float[6],
                false,
                List.of(),
                List.of());
    }

    static Explanation explanation(Method method, Question question, float[] map) {
        return new Explanation(
                method,
                question.target(),
                question.layer(),
                2,
                3,
                map,
                map,
                Explanation.Sign.SIGNED,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
