/** Taking back changes of how image and maps are drawn. */
@NullMarked
package org.lobescope.ui.undo;

import org.jspecify.annotations.NullMarked;
