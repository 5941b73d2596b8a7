package org.lobescope.explain.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments of XRAI (Kapishnikov et al. 2019): the image scaled to -1..1, resized, segmented at several scales, the
 * labels brought back to the image's size; every label becomes one mask, dilated by a disk.
 *
 * @param scales of Felzenszwalb's method: the larger, the larger the segments
 * @param sigma of the Gaussian before segmenting, px of the resized image
 * @param minSize smallest segment, px of the resized image
 * @param side of the square to which the image is resized, px
 * @param dilation radius of the disk, px of the image
 */
public record Segmentation(List<Double> scales, double sigma, int minSize, int side, int dilation) {
    /** Copies the list. */
    public Segmentation {
        scales = List.copyOf(scales);
    }

    /** The constants of the original code, made for photographs of 224 x 224 pixels. */
    public static Segmentation reference() {
        return new Segmentation(List.of(50.0, 100.0, 150.0, 250.0, 500.0, 1200.0), 0.8, 150, 224, 5);
    }

    /** The smallest segment in pixels of an image, before dilation. */
    public double smallestSegment(int height, int width) {
        return (double) minSize * height * width / ((double) side * side);
    }

    /**
     * The masks of an image, in the order of scale and label; some may be empty.
     *
     * @param image channels x height x width
     */
    public List<Mask> masks(float[] image, int channels, int height, int width) {
        float[][] resized = resized(image, channels, height, width);
        Felzenszwalb segments = new Felzenszwalb(resized, side, side, sigma);
        List<Mask> masks = new ArrayList<>();
        for (double scale : scales) {
            int[] labels = NearestResize.resize(segments.labels(scale, minSize), side, side, height, width);
            masks.addAll(masksOf(labels, height, width));
        }
        return masks;
    }

    /** Stage 2: the image scaled to -1..1 over all channels in single precision, each channel resized to side x side. */
    float[][] resized(float[] image, int channels, int height, int width) {
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : image) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        float range = largest - smallest;
        float[][] resized = new float[channels][];
        for (int c = 0; c < channels; c++) {
            float[] scaled = new float[height * width];
            for (int i = 0; i < scaled.length; i++) {
                float value = image[c * scaled.length + i];
                scaled[i] = range > 0 ? (value - smallest) / range * 2f - 1f : 0f;
            }
            resized[c] = CubicResize.resize(scaled, height, width, side, side);
        }
        return resized;
    }

    /** Stage 5: one dilated mask per label, also for a label that no pixel has any more. */
    List<Mask> masksOf(int[] labels, int height, int width) {
        int count = 0;
        for (int label : labels) {
            count = Math.max(count, label + 1);
        }
        List<Mask> masks = new ArrayList<>();
        for (int label = 0; label < count; label++) {
            masks.add(new Mask(height, width));
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                masks.get(labels[y * width + x]).add(y, x);
            }
        }
        masks.replaceAll(mask -> mask.dilated(dilation));
        return masks;
    }
}
