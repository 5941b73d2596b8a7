package org.lobescope.explain;

import java.util.Arrays;

/** The image at which a path method starts: x', what 'no source' looks like to the network. */
public enum Baseline implements Option.Named {
    /** What preprocessing makes of zero flux. */
    BLACK_SKY("black", "black sky"),
    /** Zeros in the network's normalised space: the mean grey of the training images. */
    ZERO("zero", "zero after normalisation");

    private final String id;
    private final String label;

    Baseline(String id, String label) {
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

    /** x' for a question, C x H x W. */
    float[] values(Question question) {
        float[] values = new float[question.shape().size()];
        if (this == BLACK_SKY) {
            int pixels = question.shape().pixels();
            for (int c = 0; c < question.shape().channels(); c++) {
                Arrays.fill(values, c * pixels, (c + 1) * pixels, question.blackSky()[c]);
            }
        }
        return values;
    }

    /** The option of a path method. */
    static Option option(Baseline value) {
        return Option.choice("baseline", "Baseline", "The image without a source, where the path begins.", value);
    }
}
