package org.lobescope.ui.preferences;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import javafx.application.ColorScheme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.lobescope.ComputeSettings;
import org.lobescope.explain.Preset;
import org.lobescope.ui.part.Choice;
import org.lobescope.ui.part.ItemWords;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.question.QuestionModel;

/** All preferences, on one page over the window. */
public final class PreferencesView extends ScrollPane {
    private static final List<Long> MEGABYTES = List.of(0L, 256L, 1024L, 4096L, 16384L);
    private static final long USUAL_MEGABYTES = 1024;

    /** What the page needs of the program. */
    public interface Actions {
        /** Asks for a folder. */
        Optional<java.nio.file.Path> chooseFolder(String title);

        /** Shows the tour again. */
        void showTour();
    }

    private enum Look {
        SYSTEM("As the system"),
        LIGHT("Light"),
        DARK("Dark");

        private final String words;

        Look(String words) {
            this.words = words;
        }
    }

    private final PreferencesModel model;

    /** The page of that model. */
    public PreferencesView(PreferencesModel model, Actions actions) {
        this.model = model;
        getStyleClass().add("preferences");
        setId("preferences");
        setFitToWidth(true);
        setFitToHeight(true);
        Button close = new Button("Done");
        close.getStyleClass().add("accent");
        close.setId("preferences-close");
        close.setOnAction(e -> model.open().set(false));
        Button tour = new Button("Show the tour again");
        tour.setId("show-tour");
        tour.setOnAction(e -> {
            model.open().set(false);
            actions.showTour();
        });
        Button about = new Button("About Lobescope and its licences");
        about.setId("show-about");
        about.setOnAction(e -> model.about().set(true));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        VBox page = new VBox(
                Words.label("Preferences", "start-title"),
                new Section("LOOKS", row("Theme", look()), row("Size of text", size())),
                new Section(
                        "MAPS",
                        row("Preset to begin with", preset()),
                        help("Reference: each method's own paper or original code. Paper: as inferred for the"
                                + " ten-method study of MiraBest.")),
                new Section(
                        "COMPUTING, FROM THE NEXT START",
                        engine(),
                        row("Threads", threads()),
                        row("Results kept on the disk", megabytes()),
                        row("Folder for them", folder(actions)),
                        help("Results that took longer than a moment come back at once when they are asked for"
                                + " again. The environment variable LOBESCOPE_CACHE_MB has the last word about the"
                                + " amount.")),
                new HBox(10, tour, about, space, close));
        page.getStyleClass().add("preferences-page");
        page.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setContent(new StackPane(page));
        Seen.bind(this, model.open());
    }

    private static HBox row(String words, Node control) {
        Label label = Words.plain(words);
        label.setMinWidth(190);
        HBox row = new HBox(14, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(34);
        return row;
    }

    private static Label help(String text) {
        return Words.paragraph(text, "quiet");
    }

    private Node look() {
        ObjectProperty<Look> look =
                new SimpleObjectProperty<>(look(model.scheme().get()));
        look.addListener((o, before, now) -> model.scheme()
                .set(
                        switch (now) {
                            case SYSTEM -> null;
                            case LIGHT -> ColorScheme.LIGHT;
                            case DARK -> ColorScheme.DARK;
                        }));
        model.scheme().addListener((o, before, now) -> look.set(look(now)));
        Choice<Look> choice = new Choice<>(look, List.of(Look.values()), l -> l.words, l -> "");
        choice.setId("preferences-look");
        return choice;
    }

    private static Look look(@org.jspecify.annotations.Nullable ColorScheme scheme) {
        return scheme == null ? Look.SYSTEM : scheme == ColorScheme.DARK ? Look.DARK : Look.LIGHT;
    }

    private Node size() {
        Slider slider = new Slider(
                PreferencesModel.SMALLEST_SIZE,
                PreferencesModel.LARGEST_SIZE,
                model.fontSize().get());
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setBlockIncrement(1);
        slider.setPrefWidth(220);
        slider.setId("preferences-size");
        slider.setAccessibleText("Size of text");
        Label words = Words.quiet("");
        Runnable say = () -> words.setText(Math.round(slider.getValue()) + " px");
        slider.valueProperty().addListener((o, before, now) -> {
            say.run();
            if (!slider.isValueChanging()) {
                model.fontSize().set(Math.rint(now.doubleValue()));
            }
        });
        slider.valueChangingProperty().addListener((o, before, now) -> {
            if (!now) {
                model.fontSize().set(Math.rint(slider.getValue()));
            }
        });
        say.run();
        HBox row = new HBox(12, slider, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node preset() {
        Choice<Preset> choice = new Choice<>(
                model.preset(), List.of(Preset.REFERENCE, Preset.PAPER), QuestionModel::words, preset -> "");
        choice.setId("preferences-preset");
        return choice;
    }

    private Node engine() {
        Label words = Words.quiet("");
        words.textProperty().bind(model.engineWords());
        words.setMaxWidth(280);
        Button change = new Button("Engine …");
        change.setId("show-engine");
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(e -> model.engine().set(true));
        HBox controls = new HBox(8, words, change);
        controls.setAlignment(Pos.CENTER_LEFT);
        HBox row = row("PyTorch", controls);
        Seen.bind(row, model.engineWords().isNotEmpty());
        return row;
    }

    private void compute(UnaryOperator<ComputeSettings> change) {
        model.compute().set(change.apply(model.compute().get()));
    }

    private Node threads() {
        ComboBox<Integer> box = new ComboBox<>();
        int cores = Runtime.getRuntime().availableProcessors();
        box.getItems().add(0);
        for (int n = 1; n <= cores; n++) {
            box.getItems().add(n);
        }
        box.setConverter(new ItemWords<>(n -> n == 0 ? "one per core (" + cores + ")" : Integer.toString(n)));
        box.setId("preferences-threads");
        box.setValue(model.compute().get().threads().orElse(0));
        box.setOnAction(e -> {
            int n = box.getValue() == null ? 0 : box.getValue();
            compute(c -> new ComputeSettings(
                    n == 0 ? OptionalInt.empty() : OptionalInt.of(n), c.cacheFolder(), c.cacheMegabytes()));
        });
        return box;
    }

    private Node megabytes() {
        ComboBox<Long> box = new ComboBox<>();
        box.getItems().setAll(MEGABYTES);
        long now = model.compute().get().cacheMegabytes().orElse(USUAL_MEGABYTES);
        if (!box.getItems().contains(now)) {
            box.getItems().add(now);
        }
        box.setConverter(new ItemWords<>(
                mb -> mb == 0 ? "nothing" : mb < 1024 ? "up to " + mb + " MB" : "up to " + mb / 1024 + " GB"));
        box.setId("preferences-cache");
        box.setValue(now);
        box.setOnAction(e -> {
            Long mb = box.getValue();
            if (mb != null) {
                compute(c -> new ComputeSettings(
                        c.threads(),
                        c.cacheFolder(),
                        mb == USUAL_MEGABYTES ? OptionalLong.empty() : OptionalLong.of(mb)));
            }
        });
        return box;
    }

    private Node folder(Actions actions) {
        Label path = Words.quiet("");
        path.setId("preferences-folder");
        path.setMaxWidth(240);
        path.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
        Button choose = new Button("Choose …");
        Button usual = new Button("Usual");
        Runnable show = () -> {
            Optional<java.nio.file.Path> folder = model.compute().get().cacheFolder();
            path.setText(folder.map(java.nio.file.Path::toString).orElse("the usual one"));
            path.setTooltip(Words.tip(path.getText()));
            usual.setDisable(folder.isEmpty());
        };
        choose.setId("preferences-choose");
        choose.setOnAction(e -> actions.chooseFolder("Folder for results")
                .ifPresent(folder -> compute(c ->
                        new ComputeSettings(c.threads(), Optional.of(folder.toAbsolutePath()), c.cacheMegabytes()))));
        usual.setOnAction(e -> compute(c -> new ComputeSettings(c.threads(), Optional.empty(), c.cacheMegabytes())));
        model.compute().addListener((o, before, now) -> show.run());
        show.run();
        HBox row = new HBox(8, path, choose, usual);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
