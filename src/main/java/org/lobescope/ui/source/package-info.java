/** The source panel: the image, what the classifier says of it and how it is drawn. */
@NullMarked
package org.lobescope.ui.source;

import org.jspecify.annotations.NullMarked;
