package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.figure.MapStatistics;
import org.lobescope.sky.SkyPosition;

/** One image's results as text. */
final class ResultTable {
    private static final String ROW = "  %-28s %-11s %11s %11s %9s %8s  %s%n";

    private final PrintWriter out;
    private final ExplainJob job;

    ResultTable(PrintWriter out, ExplainJob job) {
        this.out = out;
        this.job = job;
    }

    /** What the classifier says, and what went wrong. */
    void summary(ImageReport report) {
        report.answer().ifPresent(answer -> {
            List<String> classes = job.classifier().card().classes();
            out.println(report.file() + ": " + Logits.words(classes, answer.logits()) + " ("
                    + job.classifier().card().name() + "); explained: " + classes.get(answer.classIndex()));
        });
        out.flush();
    }

    /** Where the files are. */
    void files(ImageReport report) {
        long maps = report.answer().stream()
                .flatMap(answer -> answer.methods().stream())
                .filter(method -> method.map().isPresent())
                .count();
        if (maps > 0) {
            Optional<Path> folder = job.maps();
            out.println("  " + maps + (maps == 1 ? " map in " : " maps in ")
                    + folder.map(Path::toString).orElse(""));
        }
        report.panel().ifPresent(panel -> out.println("  figure in " + panel));
        out.flush();
    }

    /** Each method's map in numbers, and what has to be known about them. */
    void methods(ImageReport report) {
        report.answer().ifPresent(answer -> {
            out.printf(ROW, "METHOD", "SCORE", "MIN", "MAX", "PEAK x, y", "SECONDS", "PEAK ON THE SKY");
            List<String> notes = new ArrayList<>();
            for (MethodReport method : answer.methods()) {
                method.explanation().ifPresent(explanation -> row(method, explanation, notes));
            }
            notes.forEach(note -> out.println("  Note: " + note));
        });
        out.flush();
    }

    private void row(MethodReport method, Explanation explanation, List<String> notes) {
        MapStatistics numbers = method.numbers().orElseThrow();
        out.printf(
                ROW,
                method.title(),
                method.target().kind().id(),
                number(numbers.min()),
                number(numbers.max()),
                numbers.peakPixel()
                        .map(peak -> (int) peak.x() + ", " + (int) peak.y())
                        .orElse("-"),
                String.format(Locale.ROOT, "%.2f", explanation.seconds()),
                numbers.peak().isEmpty()
                        ? "no evidence"
                        : numbers.peakOnSky().map(SkyPosition::sexagesimal).orElse(""));
        for (Note note : explanation.notes()) {
            if (!notes.contains(note.text())) {
                notes.add(note.text());
            }
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
