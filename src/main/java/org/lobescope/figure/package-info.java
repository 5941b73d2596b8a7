/** From maps to pictures: intervals, stretches, colour maps, heatmap layers, and the painter of screen and file. */
@NullMarked
package org.lobescope.figure;

import org.jspecify.annotations.NullMarked;
