package org.lobescope.ui.figure;

import atlantafx.base.controls.Spacer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.figure.FigureOptions;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.source.ImageDisplayModel;
import org.lobescope.ui.tile.TilesModel;

/** The figure editor: the figure as it will be, and beside it everything that can be changed. */
public final class FigureView extends BorderPane {
    private static final double MARGIN = 48;

    private final FigureModel model;
    private final ImageView picture = new ImageView();
    private final StackPane page = new StackPane(picture);
    private final StackPane room = new StackPane(page);
    private final ScrollPane scroll = new ScrollPane(room);

    /** The editor of that figure. */
    public FigureView(
            FigureModel model, TilesModel tiles, DisplayModel display, ImageDisplayModel image, FigureActions actions) {
        this.model = model;
        getStyleClass().add("figure-editor");
        setId("figure-editor");
        picture.setPreserveRatio(true);
        picture.setSmooth(true);
        page.getStyleClass().add("figure-page");
        page.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        room.getStyleClass().add("figure-room");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        model.preview().addListener((o, before, now) -> {
            picture.setImage(now);
            fit();
        });
        scroll.viewportBoundsProperty().addListener((o, before, now) -> {
            model.previewWidth().set((int) Math.round(2 * Math.max(1, now.getWidth() - MARGIN)));
            fit();
        });
        setCenter(scroll);
        setTop(head(actions));
        ScrollPane controls = new ScrollPane(new FigureControls(model, tiles, display, image, actions));
        controls.setFitToWidth(true);
        controls.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        controls.getStyleClass().add("figure-side");
        // As wide as its widest line, in any size of type.
        controls.setMinWidth(USE_PREF_SIZE);
        setRight(controls);
        Seen.bind(this, model.open());
    }

    private HBox head(FigureActions actions) {
        var facts = Words.quiet("");
        facts.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> facts(model.options().get()), model.options(), model.preview()));
        Button export = new Button("Write figure …", new FontIcon(Feather.SHARE));
        export.getStyleClass().add("accent");
        export.setId("figure-export");
        export.setTooltip(Words.tip("Writes PNG, PDF or SVG, after the ending of the name. The file carries the session"
                + " that makes it again."));
        export.setOnAction(e -> actions.exportByDialog());
        Button close = new Button("Back to the maps");
        close.setId("figure-close");
        close.setTooltip(Words.tip("Esc"));
        close.setOnAction(e -> model.open().set(false));
        HBox head = new HBox(12, Words.label("Figure", "card-title"), facts, new Spacer(), close, export);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("figure-head");
        return head;
    }

    private String facts(FigureOptions options) {
        var image = model.preview().get();
        double height = image == null ? 0 : options.width() * image.getHeight() / image.getWidth();
        return image == null
                ? ""
                : Math.round(options.width()) + " × " + Math.round(height) + " mm, "
                        + Math.round(options.width() / 25.4 * options.dpi()) + " px across as PNG";
    }

    /** As large as there is room for, but not smaller than can be read. */
    private void fit() {
        var image = picture.getImage();
        if (image == null) {
            return;
        }
        // The room itself is as large as the picture in it; what is seen of it counts.
        double w = Math.max(200, scroll.getViewportBounds().getWidth() - MARGIN);
        double h = Math.max(200, scroll.getViewportBounds().getHeight() - MARGIN);
        double ratio = image.getHeight() / image.getWidth();
        picture.setFitWidth(Math.max(Math.min(w, h / ratio), Math.min(w, 420)));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        fit();
    }

    /** All that can be changed. */
    VBox controls() {
        return (VBox) ((ScrollPane) getRight()).getContent();
    }
}
