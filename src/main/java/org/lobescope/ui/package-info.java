/** The window. */
@NullMarked
package org.lobescope.ui;

import org.jspecify.annotations.NullMarked;
