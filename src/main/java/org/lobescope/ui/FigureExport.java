package org.lobescope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.lobescope.Version;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.figure.Panel;
import org.lobescope.figure.PanelContent;
import org.lobescope.figure.PanelFigure;
import org.lobescope.figure.PanelStyle;
import org.lobescope.figure.PanelWriter;
import org.lobescope.ui.display.DisplayModel.Scope;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.task.LatestTask;
import org.lobescope.ui.tile.TileModel;

/** Writes the panel of all finished maps. It is painted from the model, not from the screen. */
final class FigureExport {
    private static final int WIDTH = 3000;
    private static final double DPI = 300;

    /** Writes a panel to a file, whole or not at all. */
    @FunctionalInterface
    interface Writer {
        void write(Path file, Panel panel);
    }

    private final ExplorerModel model;
    private final Writer writer;
    private final LatestTask writing;

    FigureExport(ExplorerModel model, Executor background) {
        this(model, background, (file, panel) -> PanelWriter.writePng(file, panel, WIDTH, DPI));
    }

    FigureExport(ExplorerModel model, Executor background, Writer writer) {
        this.model = model;
        this.writer = writer;
        this.writing = new LatestTask(background);
    }

    /** Whether there is a finished map. */
    boolean possible() {
        return model.source().opened().get() != null
                && model.source().logits().get() != null
                && !finished().isEmpty();
    }

    private List<Explanation> finished() {
        return model.tiles().all().stream()
                .map(tile -> tile.shown().get())
                .filter(Objects::nonNull)
                .map(TileModel.Shown::explanation)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The image's name with the classifier's. */
    String suggestedName() {
        Opened opened = model.source().opened().get();
        if (opened == null) {
            return "figure.png";
        }
        String name = opened.image().name().replaceFirst("(\\.(fits?|fts|png|jpe?g))?(\\.(gz|fz))?$", "");
        return name + "-" + opened.classifier().id() + ".png";
    }

    void write(Path file, boolean dark) {
        Opened opened = model.source().opened().get();
        float[] logits = model.source().logits().get();
        if (opened == null || logits == null) {
            return;
        }
        PanelContent content = new PanelContent(
                opened.image(),
                opened.prepared(),
                opened.classifier().card().name(),
                opened.classifier().card().classes(),
                logits,
                target(),
                preset(),
                finished(),
                Version.CURRENT.program());
        var style = new PanelStyle(
                dark ? org.lobescope.figure.Theme.DARK : org.lobescope.figure.Theme.LIGHT,
                PanelStyle.DEFAULT.columns(),
                model.imageDisplay().style().get(),
                model.display().style().get(),
                model.display().contours().get(),
                model.display().scope().get() == Scope.SHARED);
        model.status().busy().set("Writing " + file.getFileName() + " …");
        writing.run(
                () -> {
                    writer.write(file, PanelFigure.of(content, style));
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

    private Target target() {
        return model.question().target(MethodId.VANILLA_GRADIENT);
    }

    /** The preset, unless a person changed options. */
    private Optional<Preset> preset() {
        Preset preset = model.question().preset().get();
        boolean pure = model.tiles().all().stream()
                .allMatch(tile -> tile.method().get().equals(Presets.method(tile.id(), preset)));
        return pure ? Optional.of(preset) : Optional.empty();
    }
}
