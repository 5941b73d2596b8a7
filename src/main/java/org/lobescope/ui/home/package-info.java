/** Choosing where explanations are computed. */
@NullMarked
package org.lobescope.ui.home;

import org.jspecify.annotations.NullMarked;
