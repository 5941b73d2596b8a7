package org.lobescope.ui;

import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.ShippedLibrary;
import org.lobescope.figure.FigureOptions;
import org.lobescope.ui.about.AboutView;
import org.lobescope.ui.adding.AddingView;
import org.lobescope.ui.display.DisplayView;
import org.lobescope.ui.figure.FigureView;
import org.lobescope.ui.layer.LayerView;
import org.lobescope.ui.notice.NoticeView;
import org.lobescope.ui.part.WhenSeen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.preferences.PreferencesView;
import org.lobescope.ui.question.QuestionView;
import org.lobescope.ui.source.SourceImages;
import org.lobescope.ui.source.SourceView;
import org.lobescope.ui.start.StartView;
import org.lobescope.ui.status.StatusView;
import org.lobescope.ui.strip.StripView;
import org.lobescope.ui.tile.TilesView;
import org.lobescope.ui.tour.TourView;

/** The window's content: tool bar, start page or work area, status bar; over them messages and the place to drop files. */
public final class ExplorerView extends StackPane {
    private final QuestionView question;
    private final TilesView tiles;
    private final StackPane drop;

    /** The views of that state. */
    public ExplorerView(ExplorerModel model, SourceImages images, ExplorerActions actions) {
        setId("explorer");
        Supplier<Picture> pictures = () -> new Picture(model.crosshair(), model.zoom(), model.blink());
        question = new QuestionView(model.question(), model.start(), model.samp(), model.undo(), actions);
        tiles = new TilesView(model.tiles(), pictures, actions.tile());
        model.status().reading().addListener((o, before, now) -> tiles.showValues(now));
        SourceView source = new SourceView(
                model.source(),
                model.question(),
                images,
                model.imageDisplay(),
                model.display(),
                model.figure().options().map(FigureOptions::redshift),
                pictures.get(),
                actions.source());
        LayerView layers = new LayerView(model.layers(), model.display());
        Controls controls = new Controls(layers, new DisplayView(model.display(), model.blink()));
        Node area = new WorkArea(source, tiles, controls);
        Node work = new WhenSeen(model.source().expected(), () -> area);
        Node start = new StartView(model.start(), actions::open, actions::open, actions::openByDialog);
        start.visibleProperty().bind(model.source().expected().not());
        StackPane body = new StackPane(start, work);
        VBox.setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        NoticeView notices = new NoticeView(model.notices());
        drop = dropPlace();
        Node figure = new WhenSeen(
                model.figure().open(),
                () -> new FigureView(model.figure(), model.tiles(), model.display(), model.imageDisplay(), actions));
        Node preferences =
                new WhenSeen(model.preferences().open(), () -> new PreferencesView(model.preferences(), actions));
        Node about = new WhenSeen(
                model.preferences().about(),
                () -> new AboutView(model.preferences().about(), ShippedLibrary.all()));
        Node engine = new WhenSeen(model.preferences().engine(), actions::enginePage);
        Node adding = new WhenSeen(model.adding().open(), () -> new AddingView(model.adding(), actions.adding()));
        StackPane over = new StackPane(body, figure, adding, preferences, engine, about, notices, drop);
        VBox.setVgrow(over, Priority.ALWAYS);
        over.setMinHeight(0);
        StripView strip = new StripView(model.strip(), actions::choose, actions::step, actions::closeStrip);
        // No control is marked before somebody asks for one.
        sceneProperty().addListener((o, before, now) -> Platform.runLater(this::requestFocus));
        StatusView status = new StatusView(model.status(), actions::stop, actions::chooseHome);
        getChildren().add(new VBox(question, over, strip, status));
        getChildren().add(new TourView(model.tour(), this, actions::dismissTour));
        keepBounds();
    }

    /** One node that juts out by a pixel, and every frame in which it comes or goes would be painted in full. */
    private void keepBounds() {
        Rectangle window = new Rectangle();
        window.widthProperty().bind(widthProperty());
        window.heightProperty().bind(heightProperty());
        setClip(window);
    }

    private static StackPane dropPlace() {
        Label words = Words.label("Drop to open", "drop-words");
        words.setGraphic(new FontIcon(Feather.DOWNLOAD));
        StackPane place = new StackPane(words);
        place.getStyleClass().add("drop-place");
        place.setVisible(false);
        place.setMouseTransparent(true);
        return place;
    }

    /** Says that files over the window may be dropped, or may not. */
    public void showDrop(boolean over, boolean welcome, String words) {
        drop.setVisible(over);
        drop.pseudoClassStateChanged(PseudoClass.getPseudoClass("unwelcome"), !welcome);
        ((Label) drop.getChildren().getFirst()).setText(words);
    }

    /** The tiles. */
    public TilesView tiles() {
        return tiles;
    }

    /** The node of the tool bar that has this id, to show a pop-over beside it. */
    public Node anchor(String id) {
        Node found = question.lookup("#" + id);
        return found == null ? question : found;
    }
}
