package org.lobescope.service;

import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Method;
import org.lobescope.explain.Target;

/**
 * All that an explanation depends on: equal keys have equal maps.
 *
 * @param subject the image and the classifier
 * @param method the method with its options
 * @param target the score
 * @param layer the layer's name; empty for methods that look at none, so that another layer changes nothing for them
 */
public record ExplanationKey(Subject subject, Method method, Target target, Optional<String> layer) {

    /**
     * What is explained: a classifier's answer to an image.
     *
     * @param image the {@link org.lobescope.classifier.PreparedImage#key}
     * @param classifier which classifier
     */
    public record Subject(String image, ClassifierKey classifier) {}

    /** The subject of a classifier's answer to an image. */
    public static Subject subject(Classifier classifier, PreparedImage image) {
        return new Subject(image.key(), ClassifierKey.of(classifier));
    }

    /** What the answer to a request depends on. */
    public static ExplanationKey of(ExplanationRequest request) {
        return new ExplanationKey(
                subject(request.classifier(), request.image()),
                request.method(),
                request.target(),
                request.method().id().layered() ? request.layer() : Optional.empty());
    }
}
