/** Network files of any kind: what a file is, told by its content, and how it is read. */
@NullMarked
package org.lobescope.network.file;

import org.jspecify.annotations.NullMarked;
