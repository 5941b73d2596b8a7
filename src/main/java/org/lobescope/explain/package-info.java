/** The saliency methods, one file each, and what they share: the target that is explained and the explanation. */
@NullMarked
package org.lobescope.explain;

import org.jspecify.annotations.NullMarked;
