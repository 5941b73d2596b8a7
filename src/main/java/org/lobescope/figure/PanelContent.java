package org.lobescope.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Target;
import org.lobescope.sky.RadioImage;

/**
 * What a panel is about: one image, one classifier, and some explanations of one score, or of two that are compared.
 *
 * @param image as it was read
 * @param prepared what of it went into the network
 * @param classifier its name for people
 * @param classes names of the classes, in the order of the logits
 * @param logits one per class, or a single one that tells two classes apart
 * @param target the score that was explained; of pairs that of the first
 * @param preset the methods' options, where they are those of a preset
 * @param explanations in the order in which they are shown
 * @param sides for maps that are compared in pairs, what tells each from the other of its pair, such as its class; empty
 *     where nothing is compared
 * @param version of the program: {@code 0.1.0}
 */
@SuppressWarnings("ArrayRecordComponent")
public record PanelContent(
        RadioImage image,
        PreparedImage prepared,
        String classifier,
        List<String> classes,
        float[] logits,
        Target target,
        Optional<Preset> preset,
        List<Explanation> explanations,
        List<String> sides,
        String version) {
    public PanelContent {
        classes = List.copyOf(classes);
        explanations = List.copyOf(explanations);
        sides = List.copyOf(sides);
        if (!sides.isEmpty() && sides.size() != explanations.size()) {
            throw new IllegalArgumentException(sides.size() + " sides of " + explanations.size() + " maps");
        }
    }

    /** A content in which nothing is compared. */
    public PanelContent(
            RadioImage image,
            PreparedImage prepared,
            String classifier,
            List<String> classes,
            float[] logits,
            Target target,
            Optional<Preset> preset,
            List<Explanation> explanations,
            String version) {
        this(image, prepared, classifier, classes, logits, target, preset, explanations, List.of(), version);
    }

    /** Whether each two maps belong together. */
    public boolean pairs() {
        return !sides.isEmpty();
    }

    /** Whether pairs are of one class and differ in their options. */
    boolean comparesPresets() {
        return pairs() && classesExplained() == 1;
    }

    /** How many classes the maps are of. */
    long classesExplained() {
        return explanations.stream()
                .map(map -> map.target().classIndex())
                .distinct()
                .count();
    }

    /** What tells a map from the other of its pair; empty where nothing is compared. */
    public String side(int map) {
        return sides.isEmpty() ? "" : sides.get(map);
    }

    /** The same with some of the methods, in that order; all of them where none is named. */
    PanelContent showing(List<MethodId> methods) {
        if (methods.isEmpty()) {
            return this;
        }
        List<Integer> shown = methods.stream()
                .flatMap(id -> IntStream.range(0, explanations.size())
                        .filter(i -> explanations.get(i).method().id() == id)
                        .boxed())
                .toList();
        return new PanelContent(
                image,
                prepared,
                classifier,
                classes,
                logits,
                target,
                preset,
                shown.stream().map(explanations::get).toList(),
                pairs() ? shown.stream().map(sides::get).toList() : List.of(),
                version);
    }
}
