/** The figure editor. */
@NullMarked
package org.lobescope.ui.figure;

import org.jspecify.annotations.NullMarked;
