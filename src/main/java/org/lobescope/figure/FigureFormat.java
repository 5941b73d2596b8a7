package org.lobescope.figure;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lobescope.Problem;

/** The kinds of files that figures are written to. */
public enum FigureFormat {
    /** Pixels. */
    PNG,
    /** Text and lines as such, for journals. */
    PDF,
    /** Text and lines as such, for the web and for drawing programs. */
    SVG;

    /** The ending of the file's name, with its dot. */
    public String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format that a file's name asks for.
     *
     * @throws Problem when its ending is none of these
     */
    public static FigureFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending()))
                .findFirst()
                .orElseThrow(() -> new Problem(file + " is no name of a figure: let it end with "
                        + Arrays.stream(values()).map(FigureFormat::ending).collect(Collectors.joining(", "))
                        + "."));
    }
}
