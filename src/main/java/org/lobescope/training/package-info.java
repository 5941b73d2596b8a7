/** Training of classifiers: labelled images, augmentation, architectures, the loop, and what it leaves behind. */
@org.jspecify.annotations.NullMarked
package org.lobescope.training;
