package org.lobescope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.Version;
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
    /** Digits of a fingerprint in files of results. */
    private static final int DIGITS = 16;

    /** Whether a method has other options than the preset. */
    boolean changed() {
        return methods.stream()
                .map(ChosenMethod::method)
                .anyMatch(method -> !method.equals(Presets.method(method.id(), preset)));
    }

    /**
     * Names all that determines the results of an image: results of equal fingerprints may stand in one table. 16
     * hexadecimal digits.
     */
    String fingerprint() {
        Fingerprint job = new Fingerprint()
                .add(Version.CURRENT.toString())
                .add(classifier.id() + " " + classifier.fingerprint().orElse(""))
                .add(preset.id());
        for (ChosenMethod chosen : methods) {
            job.add(chosen.method() + " " + chosen.target());
        }
        return job.add(classIndex + " " + layer).hex().substring(0, DIGITS);
    }

    /** Says that a file has other results than this job's. */
    Problem refused(Path file, String option, String what) {
        return new Problem(
                file + " has the results of another job (of another classifier, method, option, class, target"
                        + " or layer, or of another version of Lobescope): give " + option + " another " + what
                        + ", or begin it anew with --restart.");
    }

    /** Where a method's map of the image of that name goes. */
    Optional<Path> map(String name, ChosenMethod chosen) {
        return maps.map(
                folder -> folder.resolve(name + "." + chosen.method().id().id() + ".fits"));
    }
}
