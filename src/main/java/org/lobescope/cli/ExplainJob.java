package org.lobescope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;

/**
 * What {@code lobescope explain} does with each image.
 *
 * @param classifier that is explained
 * @param preset the methods' options, unless a person changed one
 * @param methods in the order in which they are shown
 * @param classIndex empty: the class that the classifier finds most likely
 * @param layer empty: the classifier's default layer
 * @param maps folder for maps as FITS
 */
record ExplainJob(
        Classifier classifier,
        Preset preset,
        List<ChosenMethod> methods,
        Optional<Integer> classIndex,
        Optional<String> layer,
        Optional<Path> maps) {

    /** Whether a method has other options than the preset. */
    boolean changed() {
        return methods.stream()
                .map(ChosenMethod::method)
                .anyMatch(method -> !method.equals(Presets.method(method.id(), preset)));
    }
}
