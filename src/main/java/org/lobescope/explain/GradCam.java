package org.lobescope.explain;

import java.util.List;

/**
 * Grad-CAM: {@code low = ReLU(sum_k w_k A_k)}, {@code w_k = mean over the pixels of g_k}, h x w, enlarged to H x W
 * (Selvaraju et al. 2017, arXiv:1610.02391).
 *
 * @param upsampling how the map is enlarged
 * @param signed whether the ReLU is left out
 */
public record GradCam(Upsampling upsampling, boolean signed) implements Method {
    /** Half-pixel centres. */
    public static GradCam reference() {
        return new GradCam(Upsampling.HALF_PIXEL, false);
    }

    /** Aligned corners. */
    public static GradCam paper() {
        return new GradCam(Upsampling.ALIGN_CORNERS, false);
    }

    @Override
    public MethodId id() {
        return MethodId.GRAD_CAM;
    }

    @Override
    public List<Option> options() {
        return List.of(Upsampling.option(upsampling), ClassActivationMap.signedOption(signed));
    }

    @Override
    public GradCam with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        return new GradCam(s.choice("upsampling", Upsampling.class), s.flag("signed"));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "Adds up the layer's feature maps, each weighted by how much the score depends on it.",
                """
                w_k = mean over the layer's pixels of g_k,  g_k = dS/dA_k
                map = ReLU(sum over k of w_k A_k), enlarged bilinearly""",
                List.of(
                        "Selvaraju, Cogswell, Das, Vedantam, Parikh & Batra 2017, Grad-CAM, ICCV, arXiv:1610.02391",
                        MethodCard.STUDY),
                "1 gradient, shared by all class activation maps",
                List.of(
                        "A map of zeros means no evidence for the class at this layer, not that nothing was found: look"
                                + " at the signed map or at another layer.",
                        "Behind global average pooling and a linear head HiResCAM and XGrad-CAM are the same map by"
                                + " algebra: their agreement proves nothing.",
                        "A coarse layer moves peaks by several pixels, depending on how corners are aligned."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        ClassActivationMap cam =
                new ClassActivationMap(ClassActivationMap.pass(this, question, run), upsampling, signed);
        double[] weights = cam.weights(GradCam::weights);
        run.progress(1, 1, () -> Attribution.rounded(cam.enlarged(question, cam.low(weights))));
        return cam.explanation(this, question, weights, new Caveats(this, question, run).ofCam(cam, weights));
    }

    static double[] weights(float[] activation, float[] gradient, int pixels) {
        double[] weights = new double[activation.length / pixels];
        for (int k = 0; k < weights.length; k++) {
            double sum = 0;
            for (int i = 0; i < pixels; i++) {
                sum += gradient[k * pixels + i];
            }
            weights[k] = sum / pixels;
        }
        return weights;
    }
}
