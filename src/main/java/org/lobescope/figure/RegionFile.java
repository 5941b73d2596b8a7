package org.lobescope.figure;

import java.awt.geom.PathIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lobescope.WholeFile;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;
import org.lobescope.sky.Wcs;

/**
 * Writes the outline of a map's strongest pixels as a DS9 region file: one polygon per island, and one that is taken away
 * per hole. In sky coordinates where the image has them in a frame that DS9 knows, else in pixels of the image.
 */
public final class RegionFile {
    private RegionFile() {}

    /**
     * Writes an outline.
     *
     * @param percent of the map's pixels that are too weak; of a map that is 0 in more of them, all others are inside
     * @throws org.lobescope.Problem when it can't be written
     */
    public static void write(Path file, PanelContent content, Explanation explanation, double percent) {
        String text = text(content, explanation, percent);
        WholeFile.write(file, draft -> writeText(draft, text));
    }

    private static void writeText(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String text(PanelContent content, Explanation explanation, double percent) {
        CutOut cutOut = content.prepared().cutOut();
        Optional<Wcs> wcs = content.image().wcs().filter(w -> !frame(w).isEmpty());
        String title = explanation.method().id().title();
        StringBuilder text = new StringBuilder("# Region file format: DS9 version 4.1\n");
        text.append("# ")
                .append(content.image().name())
                .append(": ")
                .append(title)
                .append(" of ")
                .append(content.classifier())
                .append(", pixels above the ")
                .append(number(percent))
                .append("th percentile, by Lobescope ")
                .append(content.version())
                .append('\n');
        List<Ring> rings = rings(explanation, percent);
        if (rings.isEmpty()) {
            text.append("# the map is 0 everywhere: there is no outline\n");
        }
        text.append("global color=cyan width=1\n");
        text.append(wcs.map(RegionFile::frame).orElse("image")).append('\n');
        double stepX = (double) cutOut.width() / explanation.width();
        double stepY = (double) cutOut.height() / explanation.height();
        for (Ring ring : rings) {
            List<String> numbers = new ArrayList<>();
            for (PixelPosition corner : ring.corners) {
                PixelPosition inside =
                        new PixelPosition((corner.x() + 0.5) * stepX - 0.5, (corner.y() + 0.5) * stepY - 0.5);
                PixelPosition at = cutOut.toImage(inside);
                Optional<SkyPosition> sky = wcs.flatMap(w -> w.toSky(at));
                if (sky.isPresent()) {
                    numbers.add(String.format(Locale.ROOT, "%.8f", sky.get().longitude()));
                    numbers.add(String.format(Locale.ROOT, "%+.8f", sky.get().latitude()));
                } else if (wcs.isEmpty()) {
                    // DS9 counts from 1.
                    numbers.add(String.format(Locale.ROOT, "%.4f", at.x() + 1));
                    numbers.add(String.format(Locale.ROOT, "%.4f", at.y() + 1));
                }
            }
            if (numbers.size() >= 6) {
                text.append(ring.hole() ? "-" : "")
                        .append("polygon(")
                        .append(String.join(",", numbers))
                        .append(")");
                text.append(
                        ring.hole()
                                ? "\n"
                                : " # text={" + title + "} tag={"
                                        + explanation.method().id().id() + "}\n");
            }
        }
        return text.toString();
    }

    private static String number(double percent) {
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    /** DS9's word for the frame; empty where it has none. */
    private static String frame(Wcs wcs) {
        return switch (wcs.frame()) {
            case "ICRS" -> "icrs";
            case "FK5 J2000" -> "fk5";
            case "FK4 B1950" -> "fk4";
            case "Galactic" -> "galactic";
            default -> "";
        };
    }

    /** A closed line in pixels of the map. */
    private record Ring(List<PixelPosition> corners) {
        /** Holes run clockwise, with the larger values on their left. */
        boolean hole() {
            double twice = 0;
            for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
                twice += corners.get(j).x() * corners.get(i).y()
                        - corners.get(i).x() * corners.get(j).y();
            }
            return twice < 0;
        }
    }

    private static List<Ring> rings(Explanation explanation, double percent) {
        List<Ring> rings = new ArrayList<>();
        List<PixelPosition> corners = new ArrayList<>();
        double[] at = new double[6];
        PathIterator path = Heatmap.of(explanation).strongest(percent).getPathIterator(null);
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> {
                    corners = new ArrayList<>();
                    corners.add(new PixelPosition(at[0], at[1]));
                }
                case PathIterator.SEG_CLOSE -> rings.add(new Ring(List.copyOf(corners)));
                default -> corners.add(new PixelPosition(at[0], at[1]));
            }
        }
        return rings;
    }
}
