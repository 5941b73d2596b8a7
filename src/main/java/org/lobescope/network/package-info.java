/** Neural networks as an explicit graph, and what can be asked of one: scores, gradients, activations of a layer. */
@NullMarked
package org.lobescope.network;

import org.jspecify.annotations.NullMarked;
