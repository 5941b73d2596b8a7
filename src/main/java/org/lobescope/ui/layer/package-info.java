/** The layer slider and its strip of small Grad-CAMs. */
@NullMarked
package org.lobescope.ui.layer;

import org.jspecify.annotations.NullMarked;
