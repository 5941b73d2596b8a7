/**
 * TorchScript files, read as a {@link org.lobescope.network.Graph}: their source text is parsed as data, and followed with
 * all shapes known (docs/decisions/torchscript-as-text.md).
 */
@NullMarked
package org.lobescope.network.torchscript;

import org.jspecify.annotations.NullMarked;
