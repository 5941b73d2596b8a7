/** Radio images as astronomers have them: pixels, world coordinates, beam, FITS and PNG files, image statistics. */
@NullMarked
package org.lobescope.sky;

import org.jspecify.annotations.NullMarked;
