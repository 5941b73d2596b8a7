package org.lobescope.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Explanation;
import org.lobescope.figure.MapStatistics;
import org.lobescope.sky.SkyPosition;

/**
 * {@code --statistics}: a row of numbers per map, as comma-separated values (RFC 4180). Numbers that there are not are
 * empty. Rows come as images are finished, which they may be on several threads.
 */
final class StatisticsTable implements AutoCloseable {
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");
    private static final String HEAD = head();

    private final Path file;
    private @Nullable RecordFile records;

    StatisticsTable(Path file) {
        this.file = file;
    }

    private static String head() {
        List<String> names =
                new ArrayList<>(List.of("image", "class", "target", "method", "compared", "layer", "min", "max"));
        names.addAll(List.of("mean", "sum"));
        MapStatistics.PERCENTS.forEach(percent -> names.add("p" + percent));
        names.addAll(List.of("peak_x", "peak_y", "peak_ra_deg", "peak_dec_deg", "on_source_fraction"));
        names.addAll(List.of("source_overlap", "completeness_error", "seconds"));
        return String.join(",", names);
    }

    /**
     * Begins to write.
     *
     * @param finished images that an earlier run finished: what the file says of them is kept
     */
    synchronized void begin(Predicate<Path> finished) {
        records = RecordFile.begin(
                file,
                new RecordFile.Frame(HEAD, "", "\n"),
                into -> RecordFile.read(file, line -> {
                    if (isOf(line, finished)) {
                        into.accept(line);
                    }
                }));
    }

    /** Whether a line is a whole row about one of these images. */
    private static boolean isOf(String line, Predicate<Path> images) {
        Matcher quoted = QUOTED.matcher(line);
        String first = quoted.lookingAt() ? quoted.group(1).replace("\"\"", "\"") : line.split(",", 2)[0];
        int cells = quotedAway(line).split(",", -1).length;
        try {
            return !line.equals(HEAD) && cells == HEAD.split(",", -1).length && images.test(Path.of(first));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String quotedAway(String line) {
        return QUOTED.matcher(line).replaceAll("");
    }

    /** Adds the maps of an image. */
    void add(Path image, List<String> classes, List<MethodReport> methods) {
        List<String> rows = methods.stream()
                .map(method -> row(image, classes, method, method.explanation().orElseThrow()))
                .toList();
        synchronized (this) {
            RecordFile into = records;
            if (into != null) {
                rows.forEach(into::append);
            }
        }
    }

    private static String row(Path image, List<String> classes, MethodReport method, Explanation explanation) {
        MapStatistics s = method.numbers().orElseThrow();
        List<String> cells = new ArrayList<>();
        cells.add(quoted(image.toString()));
        cells.add(quoted(classes.get(explanation.target().classIndex())));
        cells.add(explanation.target().kind().id());
        cells.add(explanation.method().id().id());
        cells.add(quoted(method.side()));
        cells.add(quoted(explanation.layer().map(layer -> layer.name()).orElse("")));
        for (double value : new double[] {s.min(), s.max(), s.mean(), s.sum()}) {
            cells.add(number(value));
        }
        s.percentiles().forEach(value -> cells.add(number(value)));
        cells.add(s.peak().map(at -> number(at.x())).orElse(""));
        cells.add(s.peak().map(at -> number(at.y())).orElse(""));
        cells.add(s.peakOnSky()
                .map(SkyPosition::longitude)
                .map(StatisticsTable::number)
                .orElse(""));
        cells.add(s.peakOnSky()
                .map(SkyPosition::latitude)
                .map(StatisticsTable::number)
                .orElse(""));
        cells.add(number(s.onSource()));
        cells.add(number(s.overlap()));
        cells.add(number(s.completenessError()));
        cells.add(number(Math.round(explanation.seconds() * 1000) / 1000.0));
        return String.join(",", cells);
    }

    @Override
    public synchronized void close() {
        RecordFile open = records;
        records = null;
        if (open != null) {
            open.close();
        }
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String quoted(String text) {
        String line = text.replaceAll("\\R", " ");
        return line.matches("[^\",]*") ? line : '"' + line.replace("\"", "\"\"") + '"';
    }
}
