/** Small controls that several parts of the window use. */
@NullMarked
package org.lobescope.ui.part;

import org.jspecify.annotations.NullMarked;
