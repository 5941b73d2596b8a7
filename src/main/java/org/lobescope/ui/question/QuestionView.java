package org.lobescope.ui.question;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary.Entry;
import org.lobescope.explain.Preset;
import org.lobescope.ui.part.Choice;
import org.lobescope.ui.part.CompactBox;
import org.lobescope.ui.part.IconButton;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.samp.SampModel;
import org.lobescope.ui.start.StartModel;
import org.lobescope.ui.undo.UndoModel;

/** The bar at the top: file, classifier, class, score, preset; theme, keys, export. */
public final class QuestionView extends HBox {
    private static final int LAST_STEP = 6;

    private final QuestionModel model;
    private final StartModel files;
    private final QuestionActions actions;
    private final MenuButton open = new MenuButton("Open");
    private final MenuButton classifier = new MenuButton("No classifier");
    private final HBox classes = new HBox();
    private final DoubleConsumer room;
    private boolean briefName;

    /** The bar of that question. */
    public QuestionView(
            QuestionModel model, StartModel files, SampModel samp, UndoModel undo, QuestionActions actions) {
        this.model = model;
        this.files = files;
        this.actions = actions;
        getStyleClass().add("question");
        setAlignment(Pos.CENTER_LEFT);

        open.setGraphic(new FontIcon(Feather.FOLDER));
        open.setId("open");
        open.setTooltip(Words.tip("Open an image or a session (Ctrl+O)."));
        open.setAccessibleText("Open");
        classifier.setId("classifier");
        classifier.setGraphic(new FontIcon(Feather.CPU));
        classifier.setTooltip(Words.tip("The trained classifier that is explained."));
        IconButton info = new IconButton(Feather.INFO, "What this classifier is", () -> {});
        info.setOnAction(e -> actions.classifierCard(info));
        info.disableProperty().bind(model.classifier().isNull());
        ScoreBox score = new ScoreBox(model);
        Choice<Preset> preset = new Choice<>(
                model.preset(), List.of(Preset.REFERENCE, Preset.PAPER), QuestionModel::words, QuestionView::help);
        preset.setId("preset");
        EditMenu edit = new EditMenu(undo, actions);
        ComparisonBox comparison = new ComparisonBox(model);
        IconButton theme = new IconButton(Feather.SUN, "Light or dark", actions::switchTheme);
        IconButton keys = new IconButton(Feather.HELP_CIRCLE, "Keys (F1)", () -> {});
        keys.setId("keys");
        keys.setOnAction(e -> actions.keys(keys));
        IconButton preferences = new IconButton(Feather.SETTINGS, "Preferences (Ctrl+,)", actions::preferences);
        preferences.setId("preferences-button");
        MenuButton export = exportMenu(samp);
        Label classifierWord = Words.quiet("Classifier");
        Label explainWord = Words.quiet("Explain");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox classifierBox = new HBox(2, classifier, info);
        classifierBox.setAlignment(Pos.CENTER_LEFT);
        HBox right = new HBox(4, theme, preferences, keys, export);
        right.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        open,
                        edit,
                        classifierWord,
                        classifierBox,
                        explainWord,
                        classes,
                        score,
                        preset,
                        comparison,
                        space,
                        right);
        for (var child : List.of(open, edit, classifierWord, explainWord, classes, preset, comparison, right, info)) {
            child.setMinWidth(Region.USE_PREF_SIZE);
        }
        setMinWidth(0);
        room = width -> {
            // What is left out first is also said elsewhere; only at the very last a word is cut.
            for (int step = 0; step <= LAST_STEP; step++) {
                for (Label word : List.of(classifierWord, explainWord)) {
                    Seen.set(word, step < 1);
                }
                edit.setNarrow(step >= 1);
                Seen.set(theme, step < 2);
                score.setNarrow(step >= 2);
                briefName = step >= 3;
                nameClassifier();
                Seen.set(info, step < 4);
                open.setText(step < 5 ? "Open" : "");
                export.setText(step < 5 ? "Export" : "");
                classifier.setMinWidth(step < LAST_STEP ? Region.USE_PREF_SIZE : 0);
                if (needed() <= width) {
                    return;
                }
            }
        };
        widthProperty().addListener((o, before, now) -> room.accept(now.doubleValue()));
        contentChanges(classifierWord);

        model.entries().addListener((ListChangeListener<Entry>) c -> buildClassifiers());
        model.classifier().addListener((o, before, now) -> {
            buildClassifiers();
            buildClasses();
        });
        files.recent().addListener((ListChangeListener<Path>) c -> buildOpen());
        files.samples().addListener((ListChangeListener<StartModel.Card>) c -> buildOpen());
        buildOpen();
        buildClassifiers();
        buildClasses();
    }

    /** What the bar needs when all that can shrink is at its smallest, px. */
    private double needed() {
        double sum = getInsets().getLeft() + getInsets().getRight();
        for (Node child : getManagedChildren()) {
            sum += child.minWidth(-1) + getSpacing();
        }
        return sum;
    }

    /** Larger type and longer names of classes need more room. */
    private void contentChanges(Label any) {
        Runnable later = () -> Platform.runLater(() -> room.accept(getWidth()));
        classes.widthProperty().addListener((o, before, now) -> later.run());
        any.fontProperty().addListener((o, before, now) -> later.run());
        for (var choice : List.of(model.classifier(), model.kind(), model.preset(), model.comparison())) {
            choice.addListener((o, before, now) -> later.run());
        }
    }

    private static String help(Preset preset) {
        return switch (preset) {
            case REFERENCE -> "Options of each method's own paper or original code.";
            case PAPER ->
                "How the ten-method study of MiraBest (arXiv 2502.17207) most likely ran the methods. The study lists"
                        + " neither code nor parameters: these are inferred from the same group's published code for"
                        + " another data set.";
        };
    }

    private MenuButton exportMenu(SampModel samp) {
        MenuItem maps = item("", actions::sendMaps);
        MenuItem point = item("", actions::pointThere);
        maps.setId("samp-maps");
        point.setId("samp-point");
        Runnable words = () -> {
            boolean hub = samp.connected().get();
            int images = samp.listeners().get().images();
            int positions = samp.listeners().get().positions();
            maps.setText(
                    !hub
                            ? "Send maps: no SAMP hub runs (TOPCAT and Aladin bring one)"
                            : images == 0
                                    ? "Send maps: no program at the SAMP hub takes images"
                                    : "Send maps to " + programs(images) + " (SAMP)");
            maps.setDisable(images == 0);
            point.setText(
                    positions == 0
                            ? "Point other programs at the crosshair"
                            : "Point " + programs(positions) + " at the crosshair    P");
            point.setDisable(positions == 0);
        };
        samp.connected().addListener((o, before, now) -> words.run());
        samp.listeners().addListener((o, before, now) -> words.run());
        words.run();
        MenuButton export = new MenuButton("Export", new FontIcon(Feather.SHARE));
        export.setId("export");
        export.setAccessibleText("Export");
        export.getStyleClass().add("accent");
        export.getItems()
                .addAll(
                        item("Figure editor …    Ctrl+E", actions::editFigure),
                        item("Figure as it is set …    Ctrl+Shift+E", actions::exportByDialog),
                        new SeparatorMenuItem(),
                        item("Save session    Ctrl+S", actions::saveSession),
                        item("Save session as …    Ctrl+Shift+S", actions::saveSessionAs),
                        new SeparatorMenuItem(),
                        maps,
                        point);
        return export;
    }

    private static String programs(int count) {
        return count == 1 ? "one program" : count + " programs";
    }

    private void buildOpen() {
        List<MenuItem> items = new ArrayList<>();
        MenuItem dialog = new MenuItem("Open file …    Ctrl+O");
        dialog.setOnAction(e -> actions.openByDialog());
        items.add(dialog);
        items.add(item("Open session or figure …", actions::openSessionByDialog));
        if (!files.recent().isEmpty()) {
            items.add(new SeparatorMenuItem());
            items.add(caption("Recent"));
            for (Path file : files.recent()) {
                items.add(item(String.valueOf(file.getFileName()), () -> actions.open(file)));
            }
        }
        if (!files.samples().isEmpty()) {
            items.add(new SeparatorMenuItem());
            items.add(caption("Simulated samples"));
            for (StartModel.Card card : files.samples()) {
                items.add(item(card.sample().title(), () -> actions.open(card.sample())));
            }
        }
        open.getItems().setAll(items);
    }

    private static MenuItem caption(String text) {
        MenuItem item = new MenuItem(text);
        item.setDisable(true);
        return item;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }

    /** The classes, which many names end with, stand beside it anyway. */
    private void nameClassifier() {
        Classifier now = model.classifier().get();
        String name = now == null ? "No classifier" : now.card().name();
        int comma = name.indexOf(',');
        classifier.setText(briefName && comma > 0 ? name.substring(0, comma) : name);
    }

    private void buildClassifiers() {
        Classifier now = model.classifier().get();
        nameClassifier();
        classifier.setMnemonicParsing(false);
        List<MenuItem> items = new ArrayList<>();
        for (Entry each : model.entries()) {
            MenuItem item = new MenuItem(
                    each.card().name() + "    " + String.join(" / ", each.card().classes()));
            item.setMnemonicParsing(false);
            boolean chosen = now != null && each.card().name().equals(now.card().name());
            item.setGraphic(chosen ? new FontIcon(Feather.CHECK) : null);
            item.setOnAction(e -> actions.choose(each));
            items.add(item);
        }
        items.add(new SeparatorMenuItem());
        MenuItem add = new MenuItem("Add model file …", new FontIcon(Feather.PLUS));
        add.setOnAction(e -> actions.addModelByDialog());
        items.add(add);
        classifier.getItems().setAll(items);
    }

    private void buildClasses() {
        List<String> names = model.classes();
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            indices.add(i);
        }
        if (names.size() <= 4) {
            Choice<Integer> choice = new Choice<>(
                    model.classIndex(),
                    indices,
                    names::get,
                    i -> "Explain why the score of " + names.get(i) + " is what it is.");
            choice.setId("classes");
            classes.getChildren().setAll(choice);
            return;
        }
        CompactBox<Integer> box = new CompactBox<>(names::get);
        box.setId("classes");
        box.getItems().setAll(indices);
        box.valueProperty().bindBidirectional(model.classIndex());
        classes.getChildren().setAll(box);
    }
}
