package org.lobescope.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What else is made of each image. Where there are several images, the image's name is added to the file's. */
final class ExportMixin {
    @Option(
            names = "--cube",
            paramLabel = "OUT.fits",
            description = "All maps of an image in one FITS file: the cut-out first, then one extension per method.")
    @Nullable
    Path cube;

    @Option(
            names = "--regions",
            paramLabel = "DIR",
            description = "The outline of each map's strongest pixels as DS9 region files, IMAGE.METHOD.reg.")
    @Nullable
    Path regions;

    @Option(
            names = "--region-percentile",
            paramLabel = "PERCENT",
            defaultValue = "95",
            description = "How many percent of a map's pixels lie outside of its region (default: ${DEFAULT-VALUE}).")
    double regionPercentile = 95;

    @Option(
            names = "--statistics",
            paramLabel = "OUT.csv",
            description = "A row of numbers per map, of all images in one table: range, sum, percentiles, peak on the"
                    + " sky, overlap with the source above 3 sigma, completeness.")
    @Nullable
    Path statistics;

    @Option(
            names = "--session",
            paramLabel = "OUT.json",
            description = "All settings, so that 'lobescope figure OUT.json --out F.pdf' makes the figure again.")
    @Nullable
    Path session;

    @Option(
            names = "--caption",
            paramLabel = "OUT.tex",
            description = "The figure's caption for LaTeX, with classifier, class, score, all options and versions.")
    @Nullable
    Path caption;

    /** Whether a file may be one of the cubes, which is no image to be explained. */
    boolean isCube(Path file) {
        return new Figures(Optional.ofNullable(cube), true).isOne(file);
    }
}
