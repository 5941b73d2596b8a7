/** Runs a {@link org.lobescope.network.Graph} with the PyTorch engine of DJL; the only package that knows {@code ai.djl}. */
@NullMarked
package org.lobescope.network.torch;

import org.jspecify.annotations.NullMarked;
