package org.lobescope.classifier;

import org.lobescope.network.Graph;

/**
 * A trained classifier: a network and the card that says how to feed it and what its answers mean.
 *
 * @param id the name on the command line: the file's name without its ending
 * @param card what the card says
 * @param graph the network
 */
public record Classifier(String id, ModelCard card, Graph graph) {}
