package org.lobescope.classifier;

import java.util.List;

/**
 * What has to be known about a network to use it.
 *
 * @param name for people
 * @param classes names of the classes, in the order of the logits
 */
public record ModelCard(String name, List<String> classes) {}
