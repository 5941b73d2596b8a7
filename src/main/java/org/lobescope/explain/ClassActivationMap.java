package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;

/**
 * The template of class activation maps: {@code low = ReLU(sum_k w_k A_k)}, h x w, enlarged to H x W. A method is its
 * weights {@code w_k}, one per channel of the layer's output A (K x h x w).
 *
 * @param pass A and its gradient g = dS/dA
 * @param upsampling how the map is enlarged
 * @param signed whether the ReLU is left out, which shows evidence against the class too
 */
record ClassActivationMap(LayerPass pass, Upsampling upsampling, boolean signed) {
    private record Key(Layer layer, Target target) {}

    /** The weights of a method, one per channel. */
    @FunctionalInterface
    interface Weights {
        /**
         * @param activation A, K x h x w
         * @param gradient g, K x h x w
         * @param pixels h * w
         */
        double[] of(float[] activation, float[] gradient, int pixels);
    }

    /** Output and gradient of the asked layer: one backward pass serves all class activation maps. */
    static LayerPass pass(Method method, Question question, Run run) {
        Layer layer = question.layer()
                .orElseThrow(() -> new Problem(method.id().title()
                        + " looks at a layer of the network, and none was chosen: choose one that has a map."));
        Caveats.ahead(question, run);
        return run.shared(
                new Key(layer, question.target()),
                () -> run.network()
                        .layers(question.x(), List.of(layer), question.target())
                        .getFirst());
    }

    static Option signedOption(boolean value) {
        return new Option.Flag("signed", "Signed", "Leave out the ReLU: show evidence against the class too.", value);
    }

    /** The weights of a method for this pass. */
    double[] weights(Weights rule) {
        return rule.of(pass.activation().values(), pass.gradient().values(), pixels());
    }

    /** The weighted sum over channels, after the ReLU, h x w. */
    double[] low(double[] weights) {
        double[] low = sum(weights);
        if (!signed) {
            rectify(low);
        }
        return low;
    }

    /** The explanation for some weights: ReLU, then enlarge. */
    Explanation explanation(Method method, Question question, double[] weights, List<Note> notes) {
        return explanation(method, question, question.target(), weights, enlarged(question, low(weights)), notes);
    }

    /** The explanation for a finished map, H x W. */
    Explanation explanation(
            Method method, Question question, Target target, double[] weights, double[] full, List<Note> notes) {
        float[] map = new float[full.length];
        float[] magnitude = new float[full.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) full[i];
            magnitude[i] = Math.abs(map[i]);
        }
        float[] rounded = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
            rounded[k] = (float) weights[k];
        }
        return new Explanation(
                method,
                target,
                Optional.of(pass.layer()),
                question.shape().height(),
                question.shape().width(),
                map,
                signed ? magnitude : map,
                signed ? Sign.SIGNED : Sign.NON_NEGATIVE,
                notes,
                Optional.empty(),
                Optional.of(rounded),
                0);
    }

    /** A map h x w made H x W. */
    double[] enlarged(Question question, double[] low) {
        return upsampling.enlarge(
                low,
                pass.activation().axis(2),
                pass.activation().axis(3),
                question.shape().height(),
                question.shape().width());
    }

    /** The weighted sum over channels, h x w. */
    double[] sum(double[] weights) {
        float[] activation = pass.activation().values();
        int pixels = pixels();
        double[] sum = new double[pixels];
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] != 0) {
                for (int i = 0; i < pixels; i++) {
                    sum[i] += weights[k] * activation[k * pixels + i];
                }
            }
        }
        return sum;
    }

    static void rectify(double[] map) {
        for (int i = 0; i < map.length; i++) {
            map[i] = Math.max(map[i], 0);
        }
    }

    /** Whether the gradient of every channel is the same in all pixels, as behind global average pooling and a linear head. */
    boolean flatGradient() {
        float[] g = pass.gradient().values();
        int pixels = pixels();
        boolean any = false;
        for (int k = 0; k < g.length / pixels; k++) {
            float first = g[k * pixels];
            any |= first != 0;
            for (int i = 1; i < pixels; i++) {
                if (Math.abs(g[k * pixels + i] - first) > 1e-6f * Math.abs(first)) {
                    return false;
                }
            }
        }
        return any && pixels > 1;
    }

    private int pixels() {
        return pass.activation().axis(2) * pass.activation().axis(3);
    }
}
