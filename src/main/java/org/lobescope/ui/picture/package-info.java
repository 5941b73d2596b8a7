/** Pixel arrays on the screen: orientation, zoom and the shared crosshair. */
@NullMarked
package org.lobescope.ui.picture;

import org.jspecify.annotations.NullMarked;
