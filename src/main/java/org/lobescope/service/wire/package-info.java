/** What the window and a service elsewhere say to each other: messages as bytes, read with distrust. */
@NullMarked
package org.lobescope.service.wire;

import org.jspecify.annotations.NullMarked;
