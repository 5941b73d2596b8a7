/** Exported programs of PyTorch ({@code .pt2}, torch.export), read as a {@link org.lobescope.network.Graph}. */
@NullMarked
package org.lobescope.network.pt2;

import org.jspecify.annotations.NullMarked;
