/** How good a classifier is on labelled images: numbers and a figure. */
@NullMarked
package org.lobescope.evaluation;

import org.jspecify.annotations.NullMarked;
