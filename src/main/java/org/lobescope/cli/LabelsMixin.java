package org.lobescope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lobescope.training.LabelledImages;
import org.lobescope.training.Where;
import picocli.CommandLine.Option;

/** The options of labelled images: which rows of a table, which of its columns, and where the images are. */
final class LabelsMixin {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            description =
                    "Where a table's images (FITS or PNG) are; default: beside it, or in images, png or fits there.")
    private @Nullable Path images;

    @Option(
            names = "--class-column",
            paramLabel = "NAME",
            description = "The table's column with the classes; default: ${DEFAULT-VALUE}.")
    private String classColumn = LabelledImages.CLASS_COLUMN;

    @Option(
            names = "--where",
            split = ",",
            paramLabel = "COLUMN=VALUE,...",
            description = "Take only these rows; a column that is named twice may have either value. With != all but"
                    + " these, such as name!=blank.")
    private List<String> where = new ArrayList<>();

    /**
     * The rows that are taken.
     *
     * @throws org.lobescope.Problem when a condition is none
     */
    Where rows() {
        return Where.of(where);
    }

    /**
     * Finds the images of these rows.
     *
     * @param data a table, or a folder for each class
     * @throws org.lobescope.Problem when there are none, or the table can't be read
     */
    LabelledImages read(Path data, Where rows) {
        return LabelledImages.read(data, images, classColumn, rows);
    }

    /** The same of further data with the same class column, whose images are where they usually are. */
    LabelledImages further(Path data, Where rows) {
        return LabelledImages.read(data, null, classColumn, rows);
    }
}
