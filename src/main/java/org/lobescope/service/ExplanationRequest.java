package org.lobescope.service;

import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Method;
import org.lobescope.explain.Target;

/**
 * One explanation that somebody waits for.
 *
 * @param slot who asks, such as a tile of the window: a newer request of the same slot replaces an older one
 * @param classifier the network that is explained
 * @param image the input
 * @param method the method with its options
 * @param target the score
 * @param layer the name of the layer that class activation maps look at; empty: the classifier's default layer
 * @param priority what is looked at first has the larger number
 */
public record ExplanationRequest(
        String slot,
        Classifier classifier,
        PreparedImage image,
        Method method,
        Target target,
        Optional<String> layer,
        int priority) {

    /** The same request, looked at sooner or later. */
    public ExplanationRequest withPriority(int value) {
        return new ExplanationRequest(slot, classifier, image, method, target, layer, value);
    }

    /** The same request of somebody else. */
    public ExplanationRequest withSlot(String other) {
        return new ExplanationRequest(other, classifier, image, method, target, layer, priority);
    }
}
