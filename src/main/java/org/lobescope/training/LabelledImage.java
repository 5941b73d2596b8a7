package org.lobescope.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.lobescope.sky.SkyPosition;

/**
 * An image and what somebody says it shows.
 *
 * @param name the source's name: the name column, or the file's name without its ending
 * @param file FITS or PNG
 * @param className its class
 * @param split the part of the data set that it belongs to ({@code train}, {@code valid}, {@code test}), empty where
 *     nothing says so
 * @param position where the source is, from the columns {@code ra_deg} and {@code dec_deg} or from a name that begins with
 *     both angles in degrees
 * @param columns all that the table says of it, by column; of a folder: {@code name}, {@code class}, {@code split}
 */
public record LabelledImage(
        String name,
        Path file,
        String className,
        String split,
        Optional<SkyPosition> position,
        Map<String, String> columns) {
    /** The split that is trained on. */
    public static final String TRAIN = "train";

    /** The split that says when to stop. */
    public static final String VALIDATION = "valid";

    /** The split that only tells how good the result is. */
    public static final String TEST = "test";

    public LabelledImage {
        columns = Map.copyOf(columns);
    }
}
