/** PyTorch's files as data: zip archives, pickles of which no code is run, and the arrays in them. */
@NullMarked
package org.lobescope.network.archive;

import org.jspecify.annotations.NullMarked;
