package org.lobescope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** A file that tells of all images of a job and outlives every end of the program. */
sealed interface ResultFile extends AutoCloseable permits ExplanationsFile, SummaryTable {
    /**
     * What the file says of the images of earlier runs; nothing when it is not there.
     *
     * @throws org.lobescope.Problem when it is of another job, or cannot be read
     */
    List<PastResult> past();

    /**
     * Begins to write, with those results of earlier runs that are kept.
     *
     * @param kept by {@link PastResult#image}
     */
    void begin(Predicate<Path> kept);

    /** What there is to say of an image, as the line that stands in the file; may be called from any thread. */
    String record(ImageReport report);

    /**
     * Adds an image; when this returns it is on the disk.
     *
     * @throws org.lobescope.Problem when it could not be written
     */
    void add(String record);

    @Override
    void close();
}
