package org.lobescope.training;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** The same images, with weights by which all classes count the same and the mean weight stays. */
    TrainingData balanced() {
        Map<Integer, Double> sums = training.stream()
                .collect(Collectors.groupingBy(Example::label, Collectors.summingDouble(Example::weight)));
        double each = sums.values().stream().mapToDouble(s -> s).average().orElse(0);
        List<Example> weighted = training.stream()
                .map(e -> new Example(
                        e.name(), e.grey(), e.label(), e.weight() * each / sums.getOrDefault(e.label(), each)))
                .toList();
        return new TrainingData(classes, weighted, validation, hash);
    }
}
