package org.lobescope.network;

/**
 * The gradient of a score with respect to the input, for a batch.
 *
 * @param logits N x classes
 * @param values dS/dx, N x C x H x W
 */
@SuppressWarnings("ArrayRecordComponent")
public record Gradients(float[][] logits, Tensor values) {
    /**
     * The sum over the batch of weight times gradient, 1 x C x H x W.
     *
     * @param weights one per image
     */
    public Tensor weightedSum(float[] weights) {
        int size = values.stride();
        double[] sum = new double[size];
        for (int n = 0; n < weights.length; n++) {
            for (int i = 0; i < size; i++) {
                sum[i] += weights[n] * values.values()[n * size + i];
            }
        }
        float[] rounded = new float[size];
        for (int i = 0; i < size; i++) {
            rounded[i] = (float) sum[i];
        }
        int[] shape = values.shape().clone();
        shape[0] = 1;
        return new Tensor(shape, rounded);
    }
}
