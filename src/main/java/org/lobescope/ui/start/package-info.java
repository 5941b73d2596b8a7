/** The page before the first image. */
@NullMarked
package org.lobescope.ui.start;

import org.jspecify.annotations.NullMarked;
