/** Measures what people wait for: the ten methods through the service, beside the Python libraries. */
@NullMarked
package org.lobescope.benchmark;

import org.jspecify.annotations.NullMarked;
