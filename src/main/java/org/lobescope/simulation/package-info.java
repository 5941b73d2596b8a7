/** Radio galaxies that nobody observed: a model of the source, and what a survey would make of it. */
@NullMarked
package org.lobescope.simulation;

import org.jspecify.annotations.NullMarked;
