/** Other programs beside this one, by SAMP: TOPCAT, Aladin, DS9. */
@NullMarked
package org.lobescope.ui.samp;

import org.jspecify.annotations.NullMarked;
