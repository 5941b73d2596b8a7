/** The explanation service in a child process, which may die without taking the window along. */
@NullMarked
package org.lobescope.service.worker;

import org.jspecify.annotations.NullMarked;
