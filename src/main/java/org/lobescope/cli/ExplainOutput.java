package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.Version;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Target;
import org.lobescope.figure.MapFits;
import org.lobescope.figure.PanelContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and prints what came out, image by image. */
final class ExplainOutput {
    private static final Logger LOG = LoggerFactory.getLogger(ExplainOutput.class);

    private final ExplainJob job;
    private final ExplainExports exports;
    private final PrintWriter err;
    private final ResultTable table;
    private final boolean brief;

    /**
     * Output for a job.
     *
     * @param exports what is made of each image besides its maps
     * @param brief whether only what went wrong is printed
     */
    ExplainOutput(ExplainJob job, ExplainExports exports, PrintWriter out, PrintWriter err, boolean brief) {
        this.job = job;
        this.exports = exports;
        this.err = err;
        this.table = new ResultTable(out, job);
        this.brief = brief;
    }

    /** Writes the maps and all else that was asked for; what could not be written is in the report. */
    ImageReport write(ImageReport report) {
        return withExports(withMaps(report));
    }

    private ImageReport withMaps(ImageReport report) {
        if (job.maps().isEmpty() || report.answer().isEmpty()) {
            return report;
        }
        ImageReport.Answer answer = report.answer().get();
        List<MethodReport> methods = new ArrayList<>();
        for (MethodReport method : answer.methods()) {
            Optional<Explanation> explanation = method.explanation();
            if (explanation.isEmpty()) {
                methods.add(method);
                continue;
            }
            Optional<Path> file =
                    job.map(report.name(), method.chosen().method().id(), method.second());
            try {
                file.ifPresent(path -> MapFits.write(path, content(answer, method.target()), explanation.get()));
                methods.add(file.map(method::written).orElse(method));
            } catch (Problem problem) {
                methods.add(method.failed(said(problem)));
            }
        }
        return report.with(answer.with(methods));
    }

    private ImageReport withExports(ImageReport report) {
        Optional<ImageReport.Answer> answer = report.answer();
        if (answer.isEmpty() || answer.get().shown().isEmpty()) {
            return report;
        }
        Target target = answer.get().methods().getFirst().target();
        return exports.write(report, content(answer.get(), target));
    }

    private PanelContent content(ImageReport.Answer answer, Target target) {
        List<MethodReport> shown = answer.shown();
        return new PanelContent(
                answer.image(),
                answer.prepared(),
                job.classifier().card().name(),
                job.classifier().card().classes(),
                answer.logits(),
                target,
                job.changed() ? Optional.empty() : Optional.of(job.preset()),
                shown.stream().flatMap(method -> method.explanation().stream()).toList(),
                answer.comparison().pairs()
                        ? shown.stream().map(MethodReport::side).toList()
                        : List.of(),
                Version.CURRENT.program());
    }

    static String said(Problem problem) {
        LOG.info("{}", problem.getMessage(), problem);
        return String.valueOf(problem.getMessage());
    }

    /** Prints the results, and what went wrong. */
    void print(ImageReport report) {
        if (!brief) {
            table.summary(report);
            if (job.maps().isPresent() || report.panel().isPresent() || exports.any()) {
                table.files(report);
            } else {
                table.methods(report);
            }
        }
        report.answer()
                .flatMap(answer -> answer.prepared().unlikeTraining())
                .ifPresent(sentence -> err.println(about(report.file(), sentence)));
        report.failure().ifPresent(reason -> err.println(about(report.file(), reason)));
        report.answer().ifPresent(answer -> {
            for (MethodReport method : answer.methods()) {
                method.failure().ifPresent(reason -> err.println(about(report.file(), method.title() + ": " + reason)));
            }
        });
        err.flush();
    }

    /** A sentence that says which image it is about. */
    private static String about(Path file, String sentence) {
        return sentence.contains(String.valueOf(file.getFileName())) ? sentence : file + ": " + sentence;
    }
}
