/** The tour of the first start. */
@NullMarked
package org.lobescope.ui.tour;

import org.jspecify.annotations.NullMarked;
