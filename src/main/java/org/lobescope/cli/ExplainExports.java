package org.lobescope.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.ContentHash;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.figure.Contours;
import org.lobescope.figure.FigureFormat;
import org.lobescope.figure.MapFits;
import org.lobescope.figure.PanelContent;
import org.lobescope.figure.PanelStyle;
import org.lobescope.figure.RegionFile;
import org.lobescope.session.Session;
import org.lobescope.session.SessionFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Figures, sessions, captions, regions, tables and cubes of {@code lobescope explain}. */
final class ExplainExports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExplainExports.class);

    private final ExplainJob job;
    private final ClassifierLibrary.Origin classifier;
    private final PanelStyle style;
    private final Figures panel;
    private final ExportMixin files;
    private final Optional<StatisticsTable> statistics;

    /**
     * Output for a job.
     *
     * @param panel where figures go
     */
    ExplainExports(
            ExplainJob job, ClassifierLibrary.Origin classifier, PanelStyle style, Figures panel, ExportMixin files) {
        this.job = job;
        this.classifier = classifier;
        this.style = style;
        this.panel = panel;
        this.files = files;
        this.statistics = Optional.ofNullable(files.statistics).map(StatisticsTable::new);
        panel.file().ifPresent(FigureFormat::of);
        if (!(files.regionPercentile >= 0 && files.regionPercentile < 100)) {
            throw new Problem("--region-percentile " + files.regionPercentile + " can't be: choose 0 to below 100.");
        }
    }

    /**
     * Makes the folders that are not there yet.
     *
     * @param finished images that earlier runs finished: the table keeps what it says of them
     */
    void begin(Predicate<Path> finished) {
        Stream.concat(
                        Stream.of(files.cube, files.statistics, files.session, files.caption)
                                .map(ExplainExports::parent),
                        Stream.of(Optional.ofNullable(files.regions)))
                .flatMap(Optional::stream)
                .forEach(WholeFile::folder);
        statistics.ifPresent(table -> table.begin(finished));
    }

    private static Optional<Path> parent(@Nullable Path file) {
        return Optional.ofNullable(file).map(f -> f.toAbsolutePath().getParent());
    }

    @Override
    public void close() {
        statistics.ifPresent(StatisticsTable::close);
    }

    /** Whether anything is written, so that the numbers need not be printed. */
    boolean any() {
        return Stream.of(files.cube, files.regions, files.statistics, files.session, files.caption)
                .anyMatch(file -> file != null);
    }

    /**
     * Writes what was asked for about an image; what could not be written is in the report.
     *
     * @param content the image with its explanations
     */
    ImageReport write(ImageReport report, PanelContent content) {
        ImageReport.Answer answer = report.answer().orElseThrow();
        ImageReport written = report;
        try {
            if (panel.file().isPresent() || files.session != null || files.caption != null) {
                written = withFigure(written, content, session(report, answer));
            }
            if (files.cube != null) {
                MapFits.writeAll(named(files.cube, report), content);
            }
            if (files.regions != null) {
                for (MethodReport method : answer.shown()) {
                    String id = job.word(method.chosen().method().id(), method.second());
                    Path file = files.regions.resolve(report.name() + "." + id + ".reg");
                    RegionFile.write(file, content, method.explanation().orElseThrow(), files.regionPercentile);
                }
            }
            statistics.ifPresent(
                    table -> table.add(report.file(), job.classifier().card().classes(), answer.shown()));
            return written;
        } catch (Problem problem) {
            LOG.info("{}", problem.getMessage(), problem);
            return written.failed(String.valueOf(problem.getMessage()));
        }
    }

    private ImageReport withFigure(ImageReport report, PanelContent content, Session session) {
        ImageReport written = report;
        Optional<Path> figure = panel.of(report.name());
        if (figure.isPresent()) {
            FigureOutput.figure(figure.get(), content, session);
            written = report.withPanel(figure.get());
        }
        if (files.session != null) {
            SessionFile.write(named(files.session, report), session);
        }
        if (files.caption != null) {
            FigureOutput.caption(named(files.caption, report), content, session);
        }
        return written;
    }

    /** As figures are named: with the image's name where there may be several. */
    private Path named(Path file, ImageReport report) {
        return new Figures(Optional.of(file), panel.many()).of(report.name()).orElse(file);
    }

    private String className(ImageReport.Answer answer) {
        return job.classifier().card().classes().get(answer.classIndex());
    }

    private Session session(ImageReport report, ImageReport.Answer answer) {
        List<Double> levels = style.contours().isEmpty()
                ? Arrays.stream(Contours.usual()).boxed().toList()
                : style.contours();
        return new Session(
                FigureOutput.made(),
                new Session.Image(
                        Optional.of(report.file()),
                        "",
                        ContentHash.of(report.file()),
                        Optional.empty(),
                        Optional.empty()),
                Optional.of(answer.prepared().cutOut()),
                new Session.Network(classifier.id(), classifier.file(), classifier.sha256()),
                new Session.Question(
                        Optional.of(className(answer)), job.target(), job.preset(), job.layer(), answer.comparison()),
                job.methods().stream()
                        .map(chosen -> new Session.Tile(chosen.method(), true))
                        .toList(),
                new Session.Display(
                        style.image(),
                        style.heatmap(),
                        style.sharedScale(),
                        true,
                        !style.contours().isEmpty(),
                        levels),
                Session.View.WHOLE,
                style.figure());
    }
}
