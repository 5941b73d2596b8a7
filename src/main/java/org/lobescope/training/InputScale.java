package org.lobescope.training;

import org.lobescope.classifier.Preprocessing;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;

/**
 * From grey levels to the network's input, by the recipe of the model card.
 *
 * @param recipe whose last steps these are
 * @param shape of the input; all channels get the same
 */
record InputScale(Preprocessing recipe, ImageShape shape) {
    /** A batch of the same grey levels that {@link org.lobescope.classifier.Classifier#prepare} would make. */
    Tensor batch(float[][] grey) {
        int pixels = shape.height() * shape.width();
        float[] x = new float[grey.length * shape.channels() * pixels];
        for (int n = 0; n < grey.length; n++) {
            for (int c = 0; c < shape.channels(); c++) {
                int start = (n * shape.channels() + c) * pixels;
                for (int i = 0; i < pixels; i++) {
                    x[start + i] = recipe.normalised(grey[n][i], c);
                }
            }
        }
        return new Tensor(new int[] {grey.length, shape.channels(), shape.height(), shape.width()}, x);
    }
}
