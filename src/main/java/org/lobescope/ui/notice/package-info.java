/** Messages that don't stop anybody. */
@NullMarked
package org.lobescope.ui.notice;

import org.jspecify.annotations.NullMarked;
