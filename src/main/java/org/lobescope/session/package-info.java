/** What redoes a view or a figure: image, classifier, question, display and figure, as readable JSON. */
@NullMarked
package org.lobescope.session;

import org.jspecify.annotations.NullMarked;
