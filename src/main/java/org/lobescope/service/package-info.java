/** The one place where explanations are computed: requests in, progress and explanations out. */
@NullMarked
package org.lobescope.service;

import org.jspecify.annotations.NullMarked;
