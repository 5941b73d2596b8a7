/** How the maps are drawn: threshold, colours, opacity. */
@NullMarked
package org.lobescope.ui.display;

import org.jspecify.annotations.NullMarked;
