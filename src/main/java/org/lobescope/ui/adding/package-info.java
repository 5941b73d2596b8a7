/** The page on which a network file becomes a classifier. */
@NullMarked
package org.lobescope.ui.adding;

import org.jspecify.annotations.NullMarked;
