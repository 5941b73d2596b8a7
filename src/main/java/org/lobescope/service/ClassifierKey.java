package org.lobescope.service;

import org.lobescope.classifier.Classifier;
import org.lobescope.network.Graph;

/** Which classifier it is, for caches: the same graph under the same name. */
record ClassifierKey(String id, Identity graph) {
    static ClassifierKey of(Classifier classifier) {
        return new ClassifierKey(classifier.id(), new Identity(classifier.graph()));
    }

    /** A graph is its own: comparing all weights would take longer than what the cache saves. */
    record Identity(Graph graph) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.graph == graph;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(graph);
        }
    }
}
