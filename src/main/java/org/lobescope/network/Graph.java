package org.lobescope.network;

import java.util.List;

/**
 * A network as a graph of operations.
 *
 * @param input the shape of one input image
 * @param logitCount the number of logits
 * @param layers what can be tapped, in the order of computation
 */
public record Graph(ImageShape input, int logitCount, List<Layer> layers) {}
