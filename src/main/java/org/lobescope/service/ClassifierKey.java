package org.lobescope.service;

import org.lobescope.classifier.Classifier;

/**
 * Which classifier it is, for caches: the same network under the same name. Comparing all weights would take longer than
 * what the cache saves.
 */
public record ClassifierKey(String id, Object network) {
    public static ClassifierKey of(Classifier classifier) {
        return new ClassifierKey(classifier.id(), classifier.graph().identity());
    }
}
