/** Work off the window's thread, and its way back. */
@NullMarked
package org.lobescope.ui.task;

import org.jspecify.annotations.NullMarked;
