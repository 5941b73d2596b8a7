package org.lobescope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.figure.SourcePixels;
import org.lobescope.session.Comparison;
import org.lobescope.sky.RadioImage;

/**
 * What became of one image.
 *
 * @param file as it was given
 * @param name for what is made of it; no other image has it
 * @param answer empty when the image could not be read or classified
 * @param panel where the figure was written
 * @param failure one sentence, about the image as a whole
 */
record ImageReport(Path file, String name, Optional<Answer> answer, Optional<Path> panel, Optional<String> failure) {

    /**
     * What the classifier and the methods said.
     *
     * @param image as it was read
     * @param prepared what of it went into the network
     * @param source where the image stands out from the sky
     * @param logits of the classifier
     * @param classIndex the class that was explained
     * @param comparison what every map is set beside
     * @param methods in the order in which they are shown
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(
            RadioImage image,
            PreparedImage prepared,
            SourcePixels source,
            float[] logits,
            int classIndex,
            Comparison comparison,
            List<MethodReport> methods) {
        /** The methods that have a map; of pairs only those that are whole. */
        List<MethodReport> shown() {
            int step = comparison.pairs() ? 2 : 1;
            List<MethodReport> shown = new ArrayList<>();
            for (int i = 0; i + step <= methods.size(); i += step) {
                List<MethodReport> together = methods.subList(i, i + step);
                if (together.stream().allMatch(method -> method.explanation().isPresent())) {
                    shown.addAll(together);
                }
            }
            return shown;
        }

        /** The same with other reports. */
        Answer with(List<MethodReport> reports) {
            return new Answer(image, prepared, source, logits, classIndex, comparison, reports);
        }
    }

    /** The same with other results. */
    ImageReport with(Answer results) {
        return new ImageReport(file, name, Optional.of(results), panel, failure);
    }

    /** The same with its figure written. */
    ImageReport withPanel(Path written) {
        return new ImageReport(file, name, answer, Optional.of(written), failure);
    }

    /** The same, but something went wrong. */
    ImageReport failed(String reason) {
        return new ImageReport(file, name, answer, panel, Optional.of(reason));
    }

    /** Whether all that was asked for is there. */
    boolean complete() {
        return failure.isEmpty()
                && answer.isPresent()
                && answer.get().methods().stream()
                        .allMatch(method -> method.failure().isEmpty());
    }
}
