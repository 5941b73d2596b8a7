package org.lobescope.ui.figure;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.lobescope.Version;
import org.lobescope.figure.Caption;
import org.lobescope.figure.Panel;
import org.lobescope.figure.PanelContent;
import org.lobescope.figure.PanelFigure;
import org.lobescope.figure.PanelStyle;
import org.lobescope.figure.PanelWriter;
import org.lobescope.figure.Vision;
import org.lobescope.ui.ExplorerModel;
import org.lobescope.ui.task.LatestTask;
import org.lobescope.ui.task.Soon;
import org.lobescope.ui.tile.TileModel;

/** Paints the preview of the figure whenever something of it changes, and writes its caption. */
public final class FigureController {
    private final ExplorerModel model;
    private final FigureExport export;
    private final java.util.function.Supplier<String> engine;
    private final LatestTask painting;

    private record Preview(BufferedImage picture, String caption) {}

    /**
     * Follows the state while the editor is open.
     *
     * @param engine the version of what computes the maps; may take long
     */
    public FigureController(
            ExplorerModel model, FigureExport export, java.util.function.Supplier<String> engine, Executor background) {
        this.model = model;
        this.export = export;
        this.engine = engine;
        this.painting = new LatestTask(background);
        FigureModel figure = model.figure();
        Soon soon = new Soon(this::paint);
        // A redshift belongs to a source.
        model.source().opened().addListener((o, before, now) -> {
            if (before != null && now != null && !before.place().sameImage(now.place())) {
                figure.change(options -> options.withRedshift(0));
            }
        });
        figure.open().addListener((o, before, now) -> {
            if (!now) {
                painting.forget(); // nobody sees it
            }
            soon.ask();
        });
        figure.options().addListener((o, before, now) -> soon.ask());
        figure.vision().addListener((o, before, now) -> soon.ask());
        figure.previewWidth().addListener((o, before, now) -> soon.ask());
        model.display().style().addListener((o, before, now) -> soon.ask());
        model.display().contours().addListener((o, before, now) -> soon.ask());
        model.imageDisplay().style().addListener((o, before, now) -> soon.ask());
        model.imageDisplay().contourLevels().addListener((o, before, now) -> soon.ask());
        model.tiles().order().addListener((javafx.beans.Observable o) -> soon.ask());
        model.tiles().comparing().addListener((o, before, now) -> soon.ask());
        for (TileModel tile : Stream.concat(model.tiles().all().stream(), model.tiles().counterparts().stream())
                .toList()) {
            tile.shown().addListener((o, before, now) -> soon.ask());
        }
    }

    private void paint() {
        FigureModel figure = model.figure();
        if (!figure.open().get()) {
            return;
        }
        Optional<PanelContent> content = export.content();
        if (content.isEmpty()) {
            figure.open().set(false);
            return;
        }
        PanelStyle style = export.style();
        Vision vision = figure.vision().get();
        int width = Math.clamp(figure.previewWidth().get(), 300, 4000);
        painting.run(
                () -> {
                    Panel panel = PanelFigure.of(content.get(), style);
                    BufferedImage picture = PanelWriter.picture(panel, width);
                    vision.apply(picture);
                    String caption = Caption.latex(
                            content.get(), style, List.of("DJL " + Version.CURRENT.djl(), "PyTorch " + engine.get()));
                    return new Preview(picture, caption);
                },
                preview -> {
                    figure.preview().set(SwingFXUtils.toFXImage(preview.picture(), null));
                    figure.caption().set(preview.caption());
                },
                model.notices()::problem);
    }

    /** Puts the caption for LaTeX on the clipboard. */
    public void copyCaption() {
        ClipboardContent text = new ClipboardContent();
        text.putString(model.figure().caption().get());
        Clipboard.getSystemClipboard().setContent(text);
    }
}
