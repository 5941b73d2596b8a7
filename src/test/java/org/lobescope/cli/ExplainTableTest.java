package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.cli.Outcome.run;
import static org.lobescope.cli.SampleFiles.FRI;
import static org.lobescope.cli.SampleFiles.FRII;
import static org.lobescope.cli.SampleFiles.SAMPLES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;

/** The table of a job over many images, and how a job goes on that was stopped. */
class ExplainTableTest {
    @TempDir
    Path folder;

    @Test
    void theTableHasTheNumbersOfTheMaps() throws IOException {
        Path table = folder.resolve("results").resolve("table.csv");
        Path maps = folder.resolve("maps");
        Outcome outcome =
                run("explain", SAMPLES, "--methods", "grad-cam,vanilla-gradient", "--maps", maps, "--table", table);
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(
                List.of("10 images done: see " + table), outcome.out().lines().toList());
        List<String> lines = Files.readAllLines(table);
        assertEquals(11, lines.size());
        List<String> columns = List.of(lines.getFirst().split(","));
        assertEquals(columns.size(), Set.copyOf(columns).size());
        List<String> classes = new ArrayList<>();
        for (String line : lines.subList(1, 11)) {
            Map<String, String> row = new HashMap<>();
            // Only the notes have commas in them.
            String[] fields = line.replaceFirst(",\"[^\"]*\",", ",,").split(",", -1);
            assertEquals(columns.size(), fields.length, line);
            for (int i = 0; i < fields.length; i++) {
                row.put(columns.get(i), fields[i]);
            }
            RadioImage image = ImageReader.read(Path.of(row.get("image")));
            classes.add(row.get("class"));
            double p = Double.parseDouble(row.get("p_" + row.get("class")));
            assertEquals(p, Double.parseDouble(row.get("probability")), 0);
            assertEquals(1, Double.parseDouble(row.get("p_FRI")) + Double.parseDouble(row.get("p_FRII")), 1e-12);
            for (String method : List.of("vanilla-gradient", "grad-cam")) {
                String column = method.replace('-', '_') + "_";
                RadioImage map = ImageReader.read(maps.resolve(row.get("name") + "." + method + ".fits"));
                int peak = 0;
                float max = Float.NEGATIVE_INFINITY;
                double sum = 0;
                double all = 0;
                double inside = 0;
                // Another survey's pixels: the map lies on a cut-out of as much sky, resampled.
                int side = (int) Math.round(150
                        * map.wcs().orElseThrow().scale()
                        / image.wcs().orElseThrow().scale());
                double step = side / 150.0;
                int offset = (image.width() - side) / 2;
                double limit = threeSigma(image.pixels());
                for (int i = 0; i < map.pixels().length; i++) {
                    float value = map.pixels()[i];
                    // The gradient has a sign: its magnitude counts; Grad-CAM has none.
                    peak = Math.abs(value) > Math.abs(map.pixels()[peak]) ? i : peak;
                    max = Math.max(max, value);
                    sum += value;
                    all += Math.abs(value);
                    inside += image.at(
                                            offset + (int) ((i % map.width() + 0.5) * step),
                                            offset + (int) ((i / map.width() + 0.5) * step))
                                    > limit
                            ? Math.abs(value)
                            : 0;
                }
                int x = (int) Math.rint(offset + (peak % map.width() + 0.5) * step - 0.5);
                int y = (int) Math.rint(offset + (peak / map.width() + 0.5) * step - 0.5);
                assertEquals(max, Float.parseFloat(row.get(column + "max")), 0);
                assertEquals(sum, Double.parseDouble(row.get(column + "sum")), 1e-9 * all);
                assertEquals(x, Integer.parseInt(row.get(column + "peak_x")));
                assertEquals(y, Integer.parseInt(row.get(column + "peak_y")));
                SkyPosition sky =
                        image.wcs().orElseThrow().toSky(new PixelPosition(x, y)).orElseThrow();
                assertEquals(sky.longitude(), Double.parseDouble(row.get(column + "peak_ra")), 1e-7);
                assertEquals(sky.latitude(), Double.parseDouble(row.get(column + "peak_dec")), 1e-7);
                assertEquals(inside / all, Double.parseDouble(row.get(column + "in_source")), 1e-9);
                assertTrue(inside > 0 && inside < all);
            }
        }
        assertEquals(List.of("FRI", "FRII", "FRI", "FRII", "FRII", "FRI", "FRI", "FRI", "FRII", "FRII"), classes);
    }

    /** The median and three times the deviation of what is left after clipping at 3 sigma, written once more. */
    private static double threeSigma(float[] pixels) {
        List<Double> kept = new ArrayList<>();
        for (float pixel : pixels) {
            kept.add((double) pixel);
        }
        double median = 0;
        double deviation = 0;
        for (int round = 0; round <= 5; round++) {
            List<Double> sorted = kept.stream().sorted().toList();
            int n = sorted.size();
            median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
            double mean = sorted.stream().mapToDouble(v -> v).average().orElseThrow();
            deviation = Math.sqrt(
                    sorted.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / n);
            double low = median - 3 * deviation;
            double high = median + 3 * deviation;
            kept = sorted.stream().filter(v -> v >= low && v <= high).toList();
        }
        return median + 3 * deviation;
    }

    @Test
    void aJobThatWasStoppedGoesOnAndAnotherJobIsRefused() throws IOException {
        Path maps = folder.resolve("maps");
        Path table = folder.resolve("table.csv");
        Object[] files = {"--methods", "grad-cam", "--maps", maps, "--table", table};
        Outcome first = run(with(files, "explain", FRI));
        assertEquals(0, first.code(), first.err());
        FileTime written = Files.getLastModifiedTime(maps.resolve("fri.grad-cam.fits"));
        Outcome second = run(with(files, "explain", FRI, FRII));
        assertEquals(0, second.code(), second.err());
        assertTrue(second.out().contains("1 of 2 images were finished before"), second.out());
        assertEquals(written, Files.getLastModifiedTime(maps.resolve("fri.grad-cam.fits")));
        assertEquals(3, Files.readAllLines(table).size());

        String before = Files.readString(table);
        Outcome other = run(with(files, "explain", FRI, "--target", "probability"));
        assertEquals(2, other.code());
        assertTrue(other.err().contains("--restart"), other.err());
        assertEquals(before, Files.readString(table), "nothing is lost");
        Outcome restart = run(with(files, "explain", FRI, "--target", "probability", "--restart"));
        assertEquals(0, restart.code(), restart.err());
        assertEquals(2, Files.readAllLines(table).size());
        Outcome done = run(with(files, "explain", FRI, "--target", "probability"));
        assertEquals(0, done.code());
        assertTrue(done.out().contains("1 of 1 image was finished before"), done.out());
        Files.delete(maps.resolve("fri.grad-cam.fits"));
        assertEquals(
                0, run(with(files, "explain", FRI, "--target", "probability")).code());
        assertTrue(Files.exists(maps.resolve("fri.grad-cam.fits")), "a map that is gone is made again");
        assertEquals(2, Files.readAllLines(table).size());
    }

    private static Object[] with(Object[] more, Object... args) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray();
    }
}
