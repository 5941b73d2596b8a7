package org.lobescope.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.explain.Target;
import org.lobescope.figure.MapStatistics;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;
import org.lobescope.sky.Wcs;

/**
 * {@code --table}: a CSV file (RFC 4180) with a row per image, for TOPCAT and pandas: what the classifier says and each
 * method's map in numbers. What is not known is empty. Rows are in the order of the images.
 *
 * <p>Positions are in degrees, and there only for equatorial coordinates; {@code frame} names them. Peaks are where the map
 * is strongest, a signed one in magnitude: x and y of the image, counted from 0. With {@code --compare} the second map of
 * each pair has columns of its own, and {@code compared_with} says what it is of.
 */
final class SummaryTable implements ResultFile {
    private static final List<String> STATISTICS =
            List.of("min", "max", "sum", "peak_x", "peak_y", "peak_ra", "peak_dec", "in_source", "seconds");
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{16}");

    private final Path file;
    private final ExplainJob job;
    private final List<String> columns = new ArrayList<>();
    private @Nullable RecordFile records;

    SummaryTable(Path file, ExplainJob job) {
        this.file = file;
        this.job = job;
        columns.addAll(List.of("image", "name", "ra", "dec", "frame", "class", "probability", "explained_class"));
        job.classifier().card().classes().forEach(name -> columns.add("p_" + word(name)));
        if (job.comparison().pairs()) {
            columns.add("compared_with");
        }
        for (ChosenMethod chosen : job.methods()) {
            String method = word(chosen.method().id().id());
            STATISTICS.forEach(statistic -> columns.add(method + "_" + statistic));
            if (job.comparison().pairs()) {
                STATISTICS.forEach(statistic -> columns.add(method + "_compared_" + statistic));
            }
        }
        columns.addAll(List.of("note", "failure", "job"));
    }

    /** A column's name has just letters, digits and _, so that it can stand in an expression. */
    private static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "_");
    }

    private String head() {
        return columns.stream().map(SummaryTable::field).collect(Collectors.joining(","));
    }

    @Override
    public List<PastResult> past() {
        List<PastResult> past = new ArrayList<>();
        boolean[] empty = {true};
        RecordFile.read(file, line -> {
            if (empty[0]) {
                empty[0] = false;
                if (!line.equals(head())) {
                    throw job.refused(file, "--table", "name");
                }
            } else {
                result(line).ifPresent(result -> {
                    if (!line.endsWith(job.fingerprint())) {
                        throw job.refused(file, "--table", "name");
                    }
                    past.add(result);
                });
            }
        });
        if (empty[0] && Files.exists(file) && file.toFile().length() > 0) {
            throw job.refused(file, "--table", "name");
        }
        return past;
    }

    /** What a row says; empty for a row that was torn. */
    private Optional<PastResult> result(String line) {
        List<String> fields = fields(line);
        if (fields.size() != columns.size() || !JOB.matcher(fields.getLast()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PastResult(
                    PastResult.key(Path.of(fields.get(columns.indexOf("image")))),
                    fields.get(columns.indexOf("name")),
                    fields.get(columns.indexOf("failure")).isEmpty()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public void begin(Predicate<Path> kept) {
        records = RecordFile.begin(
                file,
                new RecordFile.Frame(head(), "", "\n"),
                into -> RecordFile.read(file, line -> {
                    if (!line.equals(head())
                            && result(line)
                                    .filter(result -> kept.test(result.image()))
                                    .isPresent()) {
                        into.accept(line);
                    }
                }));
    }

    @Override
    public void add(String record) {
        if (records != null) {
            records.append(record);
        }
    }

    @Override
    public void close() {
        if (records != null) {
            records.close();
        }
    }

    @Override
    public String record(ImageReport report) {
        List<String> row = new ArrayList<>();
        row.add(report.file().toString());
        row.add(report.name());
        if (report.answer().isPresent()) {
            answer(report.answer().get(), row);
        }
        while (row.size() < columns.size() - 3) {
            row.add("");
        }
        row.add(String.join(" ", notes(report)));
        row.add(failures(report));
        row.add(job.fingerprint());
        return row.stream().map(SummaryTable::field).collect(Collectors.joining(","));
    }

    private void answer(ImageReport.Answer answer, List<String> row) {
        CutOut cutOut = answer.prepared().cutOut();
        position(
                answer.image(),
                cutOut.toImage(new PixelPosition((cutOut.width() - 1) / 2.0, (cutOut.height() - 1) / 2.0)),
                row);
        row.add(answer.image().wcs().map(Wcs::frame).orElse(""));
        List<String> classes = job.classifier().card().classes();
        double[] p = Target.probabilities(answer.logits());
        int predicted = ChosenClass.predicted(answer.logits());
        row.add(classes.get(predicted));
        row.add(number(p[predicted]));
        row.add(classes.get(answer.classIndex()));
        for (double probability : p) {
            row.add(number(probability));
        }
        if (job.comparison().pairs()) {
            row.add(answer.comparison().second());
        }
        for (MethodReport method : answer.methods()) {
            if (method.explanation().isPresent()) {
                statistics(answer.image(), method, method.explanation().get(), row);
            } else {
                STATISTICS.forEach(statistic -> row.add(""));
            }
        }
    }

    private static void statistics(RadioImage image, MethodReport method, Explanation explanation, List<String> row) {
        MapStatistics numbers = method.numbers().orElseThrow();
        row.add(single(numbers.min()));
        row.add(single(numbers.max()));
        row.add(number(numbers.sum()));
        Optional<PixelPosition> peak = numbers.peakPixel();
        if (peak.isPresent()) {
            row.add(Integer.toString((int) peak.get().x()));
            row.add(Integer.toString((int) peak.get().y()));
            position(image, peak.get(), row);
        } else {
            row.addAll(List.of("", "", "", ""));
        }
        row.add(number(numbers.onSource().orElse(Double.NaN)));
        row.add(String.format(Locale.ROOT, "%.3f", explanation.seconds()));
    }

    /** Right ascension and declination. */
    private static void position(RadioImage image, PixelPosition pixel, List<String> row) {
        Optional<SkyPosition> sky = image.wcs()
                .filter(wcs -> wcs.frame().equals("ICRS") || wcs.frame().startsWith("FK"))
                .flatMap(wcs -> wcs.toSky(pixel));
        row.add(sky.map(position -> degrees(position.longitude())).orElse(""));
        row.add(sky.map(position -> degrees(position.latitude())).orElse(""));
    }

    /** To 0.4 milliarcsec. */
    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.7f", value);
    }

    /** As it is in the map: a 32-bit float. */
    private static String single(double value) {
        return Double.isFinite(value) ? Float.toString((float) value) : "";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static Set<String> notes(ImageReport report) {
        Set<String> notes = new LinkedHashSet<>();
        report.answer().ifPresent(answer -> {
            notes.addAll(answer.image().notes());
            notes.addAll(answer.prepared().warnings());
            for (MethodReport method : answer.methods()) {
                method.explanation().stream()
                        .flatMap(explanation -> explanation.notes().stream())
                        .map(Note::text)
                        .forEach(notes::add);
            }
        });
        return notes;
    }

    private static String failures(ImageReport report) {
        Stream<String> methods = report.answer().stream()
                .flatMap(answer -> answer.methods().stream())
                .flatMap(method -> method.failure().stream().map(reason -> method.title() + ": " + reason));
        return Stream.concat(report.failure().stream(), methods).collect(Collectors.joining(" "));
    }

    /** A field in one line: in quotes where it needs them. */
    private static String field(String text) {
        String line = text.replaceAll("\\R", " ");
        return line.matches("[^\",]*") && line.strip().equals(line) ? line : '"' + line.replace("\"", "\"\"") + '"';
    }

    /** The fields of a line. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean escaped = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (escaped) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
