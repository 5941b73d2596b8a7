package org.lobescope.evaluation;

/**
 * What a classifier says of a labelled image.
 *
 * @param name the source's name
 * @param label what somebody says it shows
 * @param truth the class of that label, or -1 where the classifier does not know it
 * @param probabilities one per class
 * @param grey what the network saw, height x width, 0..1, row 0 = row 0 of the image; empty where the answer is right
 * @param width of {@code grey}, pixels
 * @param unlikeTraining whether the image is flagged as unlike those that the classifier learnt from
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(
        String name, String label, int truth, double[] probabilities, float[] grey, int width, boolean unlikeTraining) {
    /** The same without the picture. */
    Answer withoutPicture() {
        return new Answer(name, label, truth, probabilities, new float[0], 0, unlikeTraining);
    }

    /** The class with the largest probability. */
    public int answer() {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        return best;
    }

    /** How sure the classifier is of its answer. */
    public double confidence() {
        return probabilities[answer()];
    }

    /** Whether it says what the label says. */
    public boolean right() {
        return answer() == truth;
    }
}
