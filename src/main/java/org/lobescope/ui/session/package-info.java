/** Sessions: the state of the window in a file, and back. */
@NullMarked
package org.lobescope.ui.session;

import org.jspecify.annotations.NullMarked;
