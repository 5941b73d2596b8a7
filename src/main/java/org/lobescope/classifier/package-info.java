/** Trained classifiers: a network, its model card, and the preprocessing from a radio image to the network's input. */
@NullMarked
package org.lobescope.classifier;

import org.jspecify.annotations.NullMarked;
