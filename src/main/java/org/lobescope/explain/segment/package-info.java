/** The image segments of XRAI. */
@NullMarked
package org.lobescope.explain.segment;

import org.jspecify.annotations.NullMarked;
