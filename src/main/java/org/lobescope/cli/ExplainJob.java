package org.lobescope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.Version;
import org.lobescope.classifier.Classifier;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;

/**
 * What {@code lobescope explain} does with each image.
 *
 * @param classifier that is explained
 * @param preset the methods' options, unless a person changed one
 * @param methods in the order in which they are shown
 * @param target which function of the logits was asked for; empty: each method's own in the preset
 * @param comparison what every map is set beside
 * @param classIndex empty: the class that the classifier finds most likely
 * @param layer empty: the classifier's default layer
 * @param maps folder for maps as FITS
 */
record ExplainJob(
        Classifier classifier,
        Preset preset,
        List<ChosenMethod> methods,
        Optional<Target.Kind> target,
        ChosenComparison comparison,
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
        if (comparison.pairs()) {
            job.add(comparison.toString());
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

    /** How many maps there are of an image. */
    int mapsOfAnImage() {
        return methods.size() * (comparison.pairs() ? 2 : 1);
    }

    /** A method's name in names of files; that of a second map says what it is compared with. */
    String word(MethodId method, boolean second) {
        return method.id() + (second ? "." + comparison.suffix() : "");
    }

    /** Where a method's map of the image of that name goes. */
    Optional<Path> map(String name, MethodId method, boolean second) {
        return maps.map(folder -> folder.resolve(name + "." + word(method, second) + ".fits"));
    }

    /** Where all maps of the image of that name go. */
    List<Path> maps(String name) {
        return methods.stream()
                .map(chosen -> chosen.method().id())
                .flatMap(id -> Stream.concat(
                        map(name, id, false).stream(),
                        comparison.pairs() ? map(name, id, true).stream() : Stream.empty()))
                .toList();
    }
}
