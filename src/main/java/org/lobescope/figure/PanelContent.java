package org.lobescope.figure;

import java.util.List;
import java.util.Optional;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Target;
import org.lobescope.sky.RadioImage;

/**
 * What a panel is about: one image, one classifier, and some explanations of one score.
 *
 * @param image as it was read
 * @param prepared what of it went into the network
 * @param classifier its name for people
 * @param classes names of the classes, in the order of the logits
 * @param logits one per class, or a single one that tells two classes apart
 * @param target the score that was explained
 * @param preset the methods' options, where they are those of a preset
 * @param explanations in the order in which they are shown
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
        String version) {
    public PanelContent {
        classes = List.copyOf(classes);
        explanations = List.copyOf(explanations);
    }

    /** The same with some of the methods, in that order; all of them where none is named. */
    PanelContent showing(List<MethodId> methods) {
        if (methods.isEmpty()) {
            return this;
        }
        List<Explanation> shown = methods.stream()
                .flatMap(id -> explanations.stream().filter(e -> e.method().id() == id))
                .toList();
        return new PanelContent(image, prepared, classifier, classes, logits, target, preset, shown, version);
    }
}
