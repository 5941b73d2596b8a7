/**
 * The operators that network files of all formats are made of, in the terms of the ONNX standard, and how a program is
 * built of them.
 */
@NullMarked
package org.lobescope.network.operator;

import org.jspecify.annotations.NullMarked;
