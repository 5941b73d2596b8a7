/** The page on which a person chooses the PyTorch that computes. */
@NullMarked
package org.lobescope.ui.engine;

import org.jspecify.annotations.NullMarked;
