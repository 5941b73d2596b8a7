package org.lobescope.cli;

import java.nio.file.Path;

/**
 * What a file of results from an earlier run says of an image.
 *
 * @param image absolute and normalised
 * @param name of what was made of it
 * @param complete whether all worked
 */
record PastResult(Path image, String name, boolean complete) {
    /** What an image is called in such files, as a path that can be compared. */
    static Path key(Path image) {
        return image.toAbsolutePath().normalize();
    }
}
