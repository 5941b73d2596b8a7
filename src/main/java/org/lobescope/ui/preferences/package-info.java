/** What the window remembers, on one page. */
@NullMarked
package org.lobescope.ui.preferences;

import org.jspecify.annotations.NullMarked;
