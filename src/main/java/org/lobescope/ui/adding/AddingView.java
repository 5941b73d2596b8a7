package org.lobescope.ui.adding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.ModelCandidate;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.ui.adding.AddingModel.Tried;
import org.lobescope.ui.part.Choice;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.PixelImage;

/** The page: what the file tells, what it can't tell, and what the network makes of the open image. */
public final class AddingView extends StackPane {
    private static final double PICTURE = 236;
    private static final double LABEL = 84;
    private static final double LAYERS_HEIGHT = 190;
    private static final int MOST_FIELDS = 40;

    private final AddingModel model;
    private final Label facts = Words.paragraph("");
    private final ListView<Layer> layers = new ListView<>();
    private final GridPane names = new GridPane(14, 6);
    private final ImageView picture = new ImageView();
    private final PixelImage pixels = new PixelImage();
    private final VBox answers = new VBox(4);
    private final Label problem = Words.paragraph("", "problem-words");

    /** The page of that model. */
    public AddingView(AddingModel model, AddingController actions) {
        this.model = model;
        getStyleClass().add("preferences");
        setId("adding");
        facts.setId("adding-facts");
        layers.setPrefHeight(LAYERS_HEIGHT);
        layers.setCellFactory(list -> new LayerRow());
        layers.setId("adding-layers");
        picture.setFitWidth(PICTURE);
        picture.setFitHeight(PICTURE);
        picture.setPreserveRatio(true);
        picture.setSmooth(false);
        StackPane frame = new StackPane(picture);
        frame.setMinSize(PICTURE, PICTURE);
        frame.setMaxSize(PICTURE, PICTURE);
        frame.getStyleClass().add("adding-picture");

        Choice<Recipe> recipe = new Choice<>(model.recipe(), List.of(Recipe.values()), Recipe::words, Recipe::help);
        recipe.setId("adding-recipe");
        Label help = Words.paragraph("", "quiet");
        help.textProperty().bind(model.recipe().map(Recipe::help));
        VBox left = new VBox(
                16,
                new Section("THE FILE", facts, layers),
                new Section("NAMES", row("Classifier", field(model.name(), "adding-name")), scroll(names)));
        VBox right = new VBox(
                16,
                new Section(
                        "HOW IMAGES ARE PREPARED",
                        recipe,
                        help,
                        row("Mean", field(model.mean(), "adding-mean")),
                        row("Deviation", field(model.deviation(), "adding-deviation"))),
                new Section("THE OPEN IMAGE, AS THE NETWORK SEES IT", new HBox(16, frame, answers)));
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.setPrefWidth(400);
        right.setPrefWidth(520);
        problem.textProperty().bind(model.problem());
        Button cancel = new Button("Cancel");
        cancel.setOnAction(e -> model.open().set(false));
        Button add = new Button("Add to the classifiers");
        add.getStyleClass().add("accent");
        add.setId("adding-add");
        add.setOnAction(e -> actions.add());
        add.disableProperty().bind(model.problem().isNotEmpty());
        add.setMinWidth(USE_PREF_SIZE);
        cancel.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(problem, Priority.ALWAYS);
        problem.setMaxWidth(Double.MAX_VALUE);
        HBox foot = new HBox(10, problem, cancel, add);
        foot.setAlignment(Pos.CENTER_LEFT);
        VBox page = new VBox(16, Words.label("Add a model", "start-title"), new HBox(16, left, right), foot);
        page.getStyleClass().addAll("preferences-page", "adding-page");
        page.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(page);
        model.candidate().addListener((o, before, now) -> show(now));
        model.classes().addListener((ListChangeListener<StringProperty>) c -> showNames());
        model.tried().addListener((o, before, now) -> show(now));
        show(model.candidate().get());
        showNames();
        show(model.tried().get());
    }

    private static ScrollPane scroll(Region content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMaxHeight(150);
        return scroll;
    }

    private static TextField field(StringProperty value, String id) {
        TextField field = new TextField();
        field.textProperty().bindBidirectional(value);
        field.setId(id);
        field.setMaxWidth(Double.MAX_VALUE);
        return field;
    }

    private static HBox row(String words, Node control) {
        Label label = Words.plain(words);
        label.setMinWidth(LABEL);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox row = new HBox(14, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void show(@Nullable ModelCandidate file) {
        if (file == null) {
            return;
        }
        Graph graph = file.graph();
        long maps = graph.layers().stream().filter(Layer::spatial).count();
        facts.setText(file.file().getFileName() + "\n" + graph.origin().format() + ", "
                + String.format(Locale.ROOT, "%,d", graph.origin().parameters()) + " parameters\n"
                + "Input " + graph.input().channels() + " × " + graph.input().height() + " × "
                + graph.input().width() + " (channels, rows, columns)" + (graph.resizable() ? ", or other sizes" : "")
                + "\n"
                + graph.closed()
                        .map(program -> "Layers: " + program.layers() + ".\n" + program.warning())
                        .orElse(graph.layers().size() + " layers, " + maps + " with a map"));
        Seen.set(layers, !graph.layers().isEmpty());
        layers.setItems(FXCollections.observableList(graph.layers()));
    }

    private void showNames() {
        names.getChildren().clear();
        List<StringProperty> classes = model.classes();
        for (int i = 0; i < Math.min(classes.size(), MOST_FIELDS); i++) {
            Label label = Words.plain("Class " + i);
            label.setMinWidth(LABEL);
            TextField field = field(classes.get(i), "adding-class-" + i);
            GridPane.setHgrow(field, Priority.ALWAYS);
            names.addRow(i, label, field);
        }
        if (classes.size() > MOST_FIELDS) {
            names.addRow(
                    MOST_FIELDS,
                    new Label(),
                    Words.quiet((classes.size() - MOST_FIELDS) + " more: name them in the card"));
        }
    }

    private void show(@Nullable Tried tried) {
        if (tried == null) {
            picture.setImage(null);
            answers.getChildren()
                    .setAll(Words.paragraph(
                            model.problem().get().isEmpty() ? "Open an image to see what the network makes of it." : "",
                            "quiet"));
            return;
        }
        float[] grey = tried.image().grey();
        int rows = tried.image().x().axis(2);
        int columns = tried.image().x().axis(3);
        pixels.set(columns, rows, colours(grey));
        picture.setImage(pixels.image());
        List<Node> lines = new ArrayList<>();
        double[] p = tried.probabilities();
        for (int i = 0; p != null && i < Math.min(p.length, 8); i++) {
            lines.add(row(
                    model.classes().get(i).get(), Words.label(String.format(Locale.ROOT, "%.3f", p[i]), "reading")));
        }
        for (String step : tried.image().steps()) {
            lines.add(Words.paragraph(step, "quiet"));
        }
        for (String warning : tried.image().warnings()) {
            lines.add(Words.paragraph(warning, "quiet"));
        }
        answers.getChildren().setAll(lines);
    }

    /** Black to white as the network gets them, 0 to 1: not stretched, so that a faint input looks faint. */
    private static int[] colours(float[] grey) {
        int[] argb = new int[grey.length];
        for (int i = 0; i < argb.length; i++) {
            int level = Math.round(255 * Math.clamp(grey[i], 0f, 1f));
            argb[i] = 0xff000000 | level << 16 | level << 8 | level;
        }
        return argb;
    }

    private static final class LayerRow extends javafx.scene.control.ListCell<Layer> {
        @Override
        protected void updateItem(@Nullable Layer layer, boolean empty) {
            super.updateItem(layer, empty);
            setText(
                    empty || layer == null
                            ? null
                            : layer.name() + "   " + layer.kind() + "   " + layer.channels() + " × " + layer.height()
                                    + " × " + layer.width());
        }
    }
}
