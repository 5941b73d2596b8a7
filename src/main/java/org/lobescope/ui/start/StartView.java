package org.lobescope.ui.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.start.StartModel.Card;

/** The page before the first image: what the program does, samples to try it on, and what was open before. */
public final class StartView extends ScrollPane {
    private static final double PICTURE = 128;
    private static final int COLUMNS = 5;
    private static final double GAP = 12;

    /** A card's picture with the padding and the edge around it. */
    private static final double CARD = PICTURE + 22;

    private final StartModel model;
    private final Consumer<Path> open;
    private final Consumer<Sample> openSample;
    private final FlowPane samples = new FlowPane(GAP, GAP);
    private final VBox recent = new VBox();

    /**
     * The page of that model.
     *
     * @param open opens a file
     * @param openSample opens a sample
     * @param openByDialog asks for one
     */
    public StartView(StartModel model, Consumer<Path> open, Consumer<Sample> openSample, Runnable openByDialog) {
        this.model = model;
        this.open = open;
        this.openSample = openSample;
        getStyleClass().add("start");
        setFitToWidth(true);
        setFitToHeight(true);
        Label title = Words.label("Where does the classifier look?", "start-title");
        Label idea = Words.paragraph(
                "Open a radio image of a galaxy. Lobescope asks a trained classifier for its class, and ten saliency"
                        + " methods for where in the image the answer comes from.",
                "start-idea");
        Button choose = new Button("Open an image …", new FontIcon(Feather.FOLDER));
        choose.getStyleClass().addAll("accent", "large");
        choose.setOnAction(e -> openByDialog.run());
        choose.setId("start-open");
        Label drop = Words.quiet("or drop a FITS, PNG or JPEG file anywhere on this window");
        HBox first = new HBox(14, choose, drop);
        first.setAlignment(Pos.CENTER_LEFT);
        samples.setPrefWrapLength(COLUMNS * CARD + (COLUMNS - 1) * GAP);
        samples.getStyleClass().add("samples");
        recent.getStyleClass().add("recent");
        VBox column = new VBox(title, idea, first, samplesPart(), recent);
        column.getStyleClass().add("start-column");
        column.setMaxWidth(Region.USE_PREF_SIZE);
        column.setMaxHeight(Region.USE_PREF_SIZE);
        StackPane middle = new StackPane(column);
        middle.getStyleClass().add("start-page");
        setContent(middle);
        model.samples().addListener((ListChangeListener<Card>) c -> buildSamples());
        model.recent().addListener((ListChangeListener<Path>) c -> buildRecent());
        buildSamples();
        buildRecent();
    }

    private VBox samplesPart() {
        return new VBox(10, Words.caption("TRY A SIMULATED GALAXY"), samples);
    }

    private void buildSamples() {
        List<Button> cards = new ArrayList<>();
        for (Card each : model.samples()) {
            Sample sample = each.sample();
            ImageView view = new ImageView(each.picture().image());
            view.setFitWidth(PICTURE);
            view.setFitHeight(PICTURE);
            Label title = Words.label(sample.title(), "sample-title");
            title.setWrapText(true);
            VBox card = new VBox(view, title);
            card.setPrefWidth(PICTURE);
            card.getStyleClass().add("sample-card");
            Button button = new Button();
            button.setGraphic(card);
            button.getStyleClass().add("sample");
            button.setAccessibleText(sample.title() + ". " + sample.description());
            button.setTooltip(Words.tip(sample.description()));
            button.setOnAction(e -> openSample.accept(sample));
            cards.add(button);
        }
        samples.getChildren().setAll(cards);
    }

    private void buildRecent() {
        boolean any = !model.recent().isEmpty();
        Seen.set(recent, any);
        FlowPane links = new FlowPane(18, 4);
        for (Path file : model.recent()) {
            Hyperlink link = new Hyperlink(String.valueOf(file.getFileName()));
            link.setMnemonicParsing(false);
            link.setTooltip(Words.tip(file.toString()));
            link.setOnAction(e -> open.accept(file));
            links.getChildren().add(link);
        }
        recent.getChildren().setAll(Words.caption("RECENT"), links);
    }
}
