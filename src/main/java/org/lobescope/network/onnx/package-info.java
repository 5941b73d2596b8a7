/** ONNX files, read as a {@link org.lobescope.network.Graph}. */
@NullMarked
package org.lobescope.network.onnx;

import org.jspecify.annotations.NullMarked;
