package org.lobescope.training;

import java.util.List;

/**
 * Images in memory, ready to be trained on: grey levels 0 to 1 before stretch and normalisation.
 *
 * @param classes names in the order of the logits
 * @param training what is learnt from
 * @param validation what says when to stop
 * @param hash stands for all images, labels and weights, and for the split
 */
record TrainingData(List<String> classes, List<Example> training, List<Example> validation, String hash) {
    /**
     * One image.
     *
     * @param name of the source
     * @param grey levels, row by row
     * @param label index of its class
     * @param weight in the loss
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of pixels, never compared
    record Example(String name, float[] grey, int label, double weight) {}

    TrainingData {
        classes = List.copyOf(classes);
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }
}
