/** The tool bar: which file, classifier, class, target and preset. */
@NullMarked
package org.lobescope.ui.question;

import org.jspecify.annotations.NullMarked;
