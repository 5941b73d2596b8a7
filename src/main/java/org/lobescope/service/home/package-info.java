/** Where explanations are computed: the choice, and the service that it leads to. */
@NullMarked
package org.lobescope.service.home;

import org.jspecify.annotations.NullMarked;
