package org.lobescope.explain;

import java.util.List;

/**
 * Grad-CAM++: {@code low = ReLU(sum_k w_k A_k)}, {@code w_k = sum over the pixels of alpha_k ReLU(g_k)}, h x w, enlarged
 * to H x W (Chattopadhay et al. 2018, arXiv:1710.11063; alpha is its equation 19).
 *
 * @param form how alpha is computed
 * @param upsampling how the map is enlarged
 * @param signed whether the last ReLU is left out
 */
public record GradCamPlusPlus(Form form, Upsampling upsampling, boolean signed) implements Method {
    /** How alpha is computed; {@code alpha = g^2 / (2 g^2 + g^3 sum A)} in the paper. */
    public enum Form implements Option.Named {
        /** The paper's equation with g^2 cancelled: {@code 1 / (2 + g sum A)} where g &gt; 0. */
        REFERENCE("reference", "paper, no epsilon"),
        /** As pytorch-grad-cam: 1e-6 in the denominator, which damps small gradients unevenly. */
        PGC("pgc", "pytorch-grad-cam"),
        /** As tf-keras-vis: alpha divided by its sum over the map, negative gradients included. */
        TFKV("tfkv", "tf-keras-vis, alpha sums to 1");

        private final String id;
        private final String label;

        Form(String id, String label) {
            this.id = id;
            this.label = label;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** The paper's alpha, half-pixel centres. */
    public static GradCamPlusPlus reference() {
        return new GradCamPlusPlus(Form.REFERENCE, Upsampling.HALF_PIXEL, false);
    }

    /** Alpha that sums to 1, aligned corners. */
    public static GradCamPlusPlus paper() {
        return new GradCamPlusPlus(Form.TFKV, Upsampling.ALIGN_CORNERS, false);
    }

    @Override
    public MethodId id() {
        return MethodId.GRAD_CAM_PLUS_PLUS;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.choice("form", "Form", "How alpha is computed.", form),
                Upsampling.option(upsampling),
                ClassActivationMap.signedOption(signed));
    }

    @Override
    public GradCamPlusPlus with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        return new GradCamPlusPlus(
                s.choice("form", Form.class), s.choice("upsampling", Upsampling.class), s.flag("signed"));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "Grad-CAM with weights that let several sources of the same kind count alike.",
                """
                alpha = 1 / (2 + g * sum over the map of A) where g > 0, else 0
                w_k = sum over the map of alpha ReLU(g)
                map = ReLU(sum over k of w_k A_k), enlarged bilinearly
                tf-keras-vis form: alpha divided by its sum over the map""",
                List.of(
                        "Chattopadhay, Sarkar, Howlader & Balasubramanian 2018, Grad-CAM++, WACV, arXiv:1710.11063",
                        MethodCard.STUDY),
                "1 gradient, shared by all class activation maps",
                List.of(
                        "Only positive gradients count, so the map is seldom empty, even where the class has little"
                                + " evidence.",
                        "Libraries differ: an epsilon in alpha halves the weights unevenly where gradients are small.",
                        "Alpha has a pole where 2 + g sum(A) = 0: at layers before an activation the map can hang on"
                                + " rounding."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        ClassActivationMap cam =
                new ClassActivationMap(ClassActivationMap.pass(this, question, run), upsampling, signed);
        double[] weights = cam.weights(this::weights);
        run.progress(1, 1, () -> Attribution.rounded(cam.enlarged(question, cam.low(weights))));
        return cam.explanation(this, question, weights, new Caveats(this, question, run).ofCam(cam, weights));
    }

    double[] weights(float[] activation, float[] gradient, int pixels) {
        double[] weights = new double[activation.length / pixels];
        for (int k = 0; k < weights.length; k++) {
            double sumA = 0;
            for (int i = 0; i < pixels; i++) {
                sumA += activation[k * pixels + i];
            }
            double weight = 0;
            double norm = 0;
            for (int i = 0; i < pixels; i++) {
                double g = gradient[k * pixels + i];
                double alpha = alpha(g, sumA);
                norm += alpha;
                weight += Math.max(g, 0) * alpha;
            }
            weights[k] = form == Form.TFKV && norm != 0 ? weight / norm : weight;
        }
        return weights;
    }

    private double alpha(double g, double sumA) {
        if (g == 0) {
            return 0;
        }
        double denominator = switch (form) {
            case REFERENCE, TFKV -> 2 + g * sumA;
            case PGC -> 2 + g * sumA + 1e-6 / (g * g);
        };
        return denominator == 0 ? 0 : 1 / denominator;
    }
}
