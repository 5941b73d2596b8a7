/** The status bar. */
@NullMarked
package org.lobescope.ui.status;

import org.jspecify.annotations.NullMarked;
