/** Several files at once, to be stepped through. */
@NullMarked
package org.lobescope.ui.strip;

import org.jspecify.annotations.NullMarked;
