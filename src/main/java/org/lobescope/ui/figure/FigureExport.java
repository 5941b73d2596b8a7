package org.lobescope.ui.figure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.lobescope.Version;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.figure.Panel;
import org.lobescope.figure.PanelContent;
import org.lobescope.figure.PanelFigure;
import org.lobescope.figure.PanelStyle;
import org.lobescope.figure.PanelWriter;
import org.lobescope.session.Session;
import org.lobescope.session.SessionFile;
import org.lobescope.ui.ExplorerModel;
import org.lobescope.ui.session.SessionSnapshot;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.task.LatestTask;
import org.lobescope.ui.tile.TileModel;

/** The figure of all finished maps, and its file. It is painted from the model, not from the screen. */
public final class FigureExport {
    /** Writes a panel with its session to a file, whole or not at all. */
    @FunctionalInterface
    public interface Writer {
        /** Writes it in the format that the file's name asks for. */
        void write(Path file, Panel panel, Optional<String> session);
    }

    private final ExplorerModel model;
    private final SessionSnapshot snapshot;
    private final Writer writer;
    private final LatestTask writing;

    /** Figures of that state, each with the session that makes it again. */
    public FigureExport(ExplorerModel model, SessionSnapshot snapshot, Executor background) {
        this(model, snapshot, background, PanelWriter::write);
    }

    /** Figures that are written otherwise. */
    public FigureExport(ExplorerModel model, SessionSnapshot snapshot, Executor background, Writer writer) {
        this.model = model;
        this.snapshot = snapshot;
        this.writer = writer;
        this.writing = new LatestTask(background);
    }

    /** Finished maps; of those that are compared, pairs of which both are. */
    private List<TileModel> finished() {
        return model.tiles().order().stream()
                .map(model.tiles()::pair)
                .filter(pair -> pair.stream().allMatch(tile -> answer(tile).isPresent()))
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<Explanation> answer(TileModel tile) {
        return Optional.ofNullable(tile.shown().get()).map(TileModel.Shown::explanation);
    }

    /** What a figure is about now; empty while there is no finished map. */
    public Optional<PanelContent> content() {
        Opened opened = model.source().opened().get();
        float[] logits = model.source().logits().get();
        List<TileModel> finished = finished();
        if (opened == null || logits == null || finished.isEmpty()) {
            return Optional.empty();
        }
        List<Explanation> answers =
                finished.stream().flatMap(tile -> answer(tile).stream()).toList();
        List<String> sides = model.tiles().comparing().get()
                ? finished.stream().map(tile -> tile.side().get()).toList()
                : List.of();
        return Optional.of(new PanelContent(
                opened.image(),
                opened.prepared(),
                opened.classifier().card().name(),
                opened.classifier().card().classes(),
                logits,
                answers.getFirst().target(),
                preset(),
                answers,
                sides,
                Version.CURRENT.program()));
    }

    /** How a figure looks now. */
    public PanelStyle style() {
        return new PanelStyle(
                model.figure().options().get(),
                model.imageDisplay().style().get(),
                model.display().style().get(),
                model.display().contours().get()
                        ? model.imageDisplay().contourLevels().get()
                        : List.of());
    }

    /** The preset, unless a person changed options. */
    private Optional<Preset> preset() {
        Preset preset = model.question().preset().get();
        boolean pure = model.tiles().all().stream()
                .allMatch(tile -> tile.method().get().equals(Presets.method(tile.id(), preset)));
        return pure ? Optional.of(preset) : Optional.empty();
    }

    /** The image's name with the classifier's. */
    public String suggestedName() {
        Opened opened = model.source().opened().get();
        if (opened == null) {
            return "figure.png";
        }
        String name = opened.image().name().replaceFirst("(\\.(fits?|fts|png|jpe?g))?(\\.(gz|fz))?$", "");
        return name + "-" + opened.classifier().id() + ".png";
    }

    /** Writes the figure; there must be one. */
    public void write(Path file) {
        Optional<PanelContent> content = content();
        Optional<Session> taken = snapshot.take();
        if (content.isEmpty() || taken.isEmpty()) {
            return;
        }
        PanelStyle style = style();
        model.status().busy().set("Writing " + file.getFileName() + " …");
        writing.run(
                () -> {
                    Session session = snapshot.complete(taken.get());
                    writer.write(
                            file,
                            PanelFigure.of(content.get(), style),
                            Optional.of(SessionFile.text(session, SessionFile.folder(file))));
                    return file;
                },
                written -> {
                    model.status().busy().set("");
                    model.notices().done("The figure was written to " + written.getFileName() + ".", written);
                },
                reason -> {
                    model.status().busy().set("");
                    model.notices().problem(reason);
                });
    }
}
