/** The command line. */
@NullMarked
package org.lobescope.cli;

import org.jspecify.annotations.NullMarked;
