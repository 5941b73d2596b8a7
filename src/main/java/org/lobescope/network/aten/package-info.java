/** PyTorch's operations (ATen) by name, written in terms of {@link org.lobescope.network.operator}. */
@NullMarked
package org.lobescope.network.aten;

import org.jspecify.annotations.NullMarked;
