/** Which PyTorch computes: the program's own, or one that a person points at. */
@NullMarked
package org.lobescope.service.engine;

import org.jspecify.annotations.NullMarked;
