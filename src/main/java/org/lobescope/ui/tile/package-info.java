/** The ten tiles: one method's answer each. */
@NullMarked
package org.lobescope.ui.tile;

import org.jspecify.annotations.NullMarked;
