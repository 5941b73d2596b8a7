package org.lobescope.ui.figure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextArea;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.ColumnWidth;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.FigureOptions.Axes;
import org.lobescope.figure.FigureOptions.ColorBars;
import org.lobescope.figure.FontFamily;
import org.lobescope.figure.Paper;
import org.lobescope.figure.Vision;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.part.Choice;
import org.lobescope.ui.part.CompactBox;
import org.lobescope.ui.part.ItemWords;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.part.WrapRow;
import org.lobescope.ui.source.ImageDisplayModel;
import org.lobescope.ui.tile.TileModel;
import org.lobescope.ui.tile.TilesModel;

/** Everything of the figure that can be changed. */
final class FigureControls extends VBox {
    private final FigureModel model;
    private final TilesModel tiles;
    private final List<Runnable> follow = new ArrayList<>();
    private boolean following;

    FigureControls(
            FigureModel model, TilesModel tiles, DisplayModel display, ImageDisplayModel image, FigureActions actions) {
        this.model = model;
        this.tiles = tiles;
        getStyleClass().add("figure-controls");
        getChildren()
                .addAll(
                        new Section("START FROM", presets()),
                        new Section("PICTURES", pictures()),
                        new Section("SIZE", width(), row("Columns", columns()), row("Pixels per inch (PNG)", dpi())),
                        new Section("TEXT", fonts(), flags(letters(), words())),
                        new Section(
                                "COLOUR BARS",
                                choice(
                                        ColorBars.values(),
                                        FigureOptions::colorBars,
                                        FigureOptions::withColorBars,
                                        b -> switch (b) {
                                            case EACH -> "Each";
                                            case SHARED -> "Shared";
                                            case NONE -> "None";
                                        })),
                        new Section(
                                "AXES",
                                choice(Axes.values(), FigureOptions::axes, FigureOptions::withAxes, a -> switch (a) {
                                    case SOURCE -> "Image only";
                                    case OUTER -> "Around";
                                    case NONE -> "None";
                                })),
                        new Section("MAPS", maps()),
                        new Section("MARKS", marks(display), new ContourLevels(image)),
                        new Section(
                                "PAPER",
                                choice(Paper.values(), FigureOptions::paper, FigureOptions::withPaper, p -> switch (p) {
                                    case LIGHT -> "White";
                                    case DARK -> "Dark";
                                    case PRINT -> "Black ink only";
                                })),
                        new Section("SEE IT AS", vision()),
                        new Section("CAPTION FOR LATEX", caption(actions)));
        model.options().addListener((o, before, now) -> follow());
        tiles.order().addListener((javafx.beans.Observable o) -> follow());
        follow();
    }

    private void follow() {
        following = true;
        follow.forEach(Runnable::run);
        following = false;
    }

    private void change(Function<FigureOptions, FigureOptions> change) {
        if (!following) {
            model.change(change::apply);
        }
    }

    private Node presets() {
        Button overview = new Button("Overview");
        overview.setTooltip(
                Words.tip("Everything in one picture, with its words: for the screen, a log book, a talk."));
        overview.setOnAction(e -> model.options().set(FigureOptions.OVERVIEW));
        Button journal = new Button("Journal");
        journal.setId("figure-journal");
        journal.setTooltip(Words.tip("Lettered, with axes all around, without words: they stand in the caption."));
        journal.setOnAction(e -> model.options().set(FigureOptions.JOURNAL));
        return new HBox(8, overview, journal);
    }

    private Node pictures() {
        GridPane grid = new GridPane(10, 6);
        CheckBox source = flag("Image alone", FigureOptions::source, FigureOptions::withSource);
        source.setId("figure-source");
        grid.add(source, 0, 0, 2, 1);
        Map<MethodId, CheckBox> boxes = new EnumMap<>(MethodId.class);
        for (MethodId id : MethodId.values()) {
            CheckBox box = new CheckBox(id.title());
            box.setMinWidth(Region.USE_PREF_SIZE);
            box.setId("figure-" + id.id());
            box.setOnAction(e -> choose(boxes));
            boxes.put(id, box);
            grid.add(box, id.ordinal() % 2, 1 + id.ordinal() / 2);
        }
        follow.add(() -> {
            List<MethodId> chosen = model.options().get().tiles();
            boxes.forEach((id, box) -> box.setSelected(chosen.isEmpty() || chosen.contains(id)));
        });
        return grid;
    }

    /** In the order of the tiles; all of them is said by an empty list, so that later maps come in as well. */
    private void choose(Map<MethodId, CheckBox> boxes) {
        List<MethodId> chosen = tiles.order().stream()
                .map(TileModel::id)
                .filter(id -> {
                    CheckBox box = boxes.get(id);
                    return box != null && box.isSelected();
                })
                .toList();
        if (chosen.isEmpty()) {
            follow(); // a figure without maps would be none
        } else {
            change(o -> o.withTiles(chosen.size() == MethodId.values().length ? List.of() : chosen));
        }
    }

    private Node width() {
        ComboBox<ColumnWidth> journals = new CompactBox<>(ColumnWidth::label);
        journals.getItems().setAll(ColumnWidth.values());
        journals.setPromptText("Width of a journal");
        journals.setId("figure-journal-width");
        journals.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(journals, Priority.ALWAYS);
        journals.setOnAction(e -> {
            ColumnWidth width = journals.getValue();
            if (width != null) {
                change(o -> o.withWidth(width.millimetres()));
            }
        });
        Spinner<Double> millimetres = number(
                FigureOptions.NARROWEST, FigureOptions.WIDEST, 1, FigureOptions::width, FigureOptions::withWidth);
        millimetres.setId("figure-width");
        follow.add(() -> journals.setValue(java.util.Arrays.stream(ColumnWidth.values())
                .filter(w -> w.millimetres() == model.options().get().width())
                .findFirst()
                .orElse(null)));
        HBox number = new HBox(8, millimetres, unit("mm"));
        number.setAlignment(Pos.CENTER_LEFT);
        return new WrapRow(8, 8, journals, number);
    }

    private Node columns() {
        ComboBox<Integer> columns = new ComboBox<>();
        columns.getItems().setAll(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        columns.setConverter(new ItemWords<>(n -> n == 0 ? "as many as fit" : Integer.toString(n)));
        columns.setId("figure-columns");
        columns.setOnAction(e -> {
            if (columns.getValue() != null) {
                change(o -> o.withColumns(columns.getValue()));
            }
        });
        follow.add(() -> columns.setValue(model.options().get().columns()));
        return columns;
    }

    private Node dpi() {
        return number(30, FigureOptions.MOST_DPI, 50, FigureOptions::dpi, FigureOptions::withDpi);
    }

    private Node fonts() {
        Node family = choice(
                FontFamily.values(), FigureOptions::font, (o, f) -> o.withFont(f, o.fontSize()), FontFamily::family);
        Spinner<Double> size = number(3, 36, 0.5, FigureOptions::fontSize, (o, s) -> o.withFont(o.font(), s));
        HBox number = new HBox(8, size, unit("pt"));
        number.setAlignment(Pos.CENTER_LEFT);
        return new WrapRow(8, 8, family, number);
    }

    private CheckBox letters() {
        CheckBox box = flag("Letters (a), (b) …", FigureOptions::letters, FigureOptions::withLetters);
        box.setId("figure-letters");
        return box;
    }

    private CheckBox words() {
        CheckBox box = flag("Words in the figure", FigureOptions::words, FigureOptions::withWords);
        box.setTooltip(Words.tip("Classifier, options and notes; a journal has them in the caption."));
        return box;
    }

    private Node marks(DisplayModel display) {
        CheckBox beam = flag("Beam", FigureOptions::beam, (o, b) -> o.withMarks(b, o.scaleBar()));
        CheckBox bar = flag("Scale bar", FigureOptions::scaleBar, (o, b) -> o.withMarks(o.beam(), b));
        CheckBox contours = new CheckBox("Contours");
        contours.selectedProperty().bindBidirectional(display.contours());
        return new VBox(8, flags(beam, bar, contours), new RedshiftField(model));
    }

    private Node maps() {
        Choice<Boolean> choice = choice(
                new Boolean[] {false, true},
                options -> !options.mapContours().isEmpty(),
                (options, lines) -> options.withMapContours(lines ? FigureOptions.USUAL_MAP_CONTOURS : List.of()),
                lines -> lines ? "Contours" : "Colours");
        choice.setId("figure-map-contours");
        return choice;
    }

    private Node vision() {
        ComboBox<Vision> box = new ComboBox<>();
        box.getItems().setAll(Vision.values());
        box.setConverter(new ItemWords<>(v -> switch (v) {
            case NORMAL -> "it is";
            case DEUTERANOPIA -> "without green cones (deuteranopia)";
            case PROTANOPIA -> "without red cones (protanopia)";
            case TRITANOPIA -> "without blue cones (tritanopia)";
            case GREYSCALE -> "a print in grey";
        }));
        box.setId("figure-vision");
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().bindBidirectional(model.vision());
        return box;
    }

    private Node caption(FigureActions actions) {
        TextArea text = new TextArea();
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(7);
        text.setPrefColumnCount(20);
        text.setId("figure-caption");
        text.getStyleClass().add("caption-text");
        text.textProperty().bind(model.caption());
        Button copy = new Button("Copy", new FontIcon(Feather.COPY));
        copy.setId("figure-copy");
        copy.setOnAction(e -> actions.copyCaption());
        return new VBox(8, text, copy);
    }

    private static Node unit(String words) {
        var label = Words.quiet(words);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Node flags(CheckBox... boxes) {
        return new WrapRow(14, 8, boxes);
    }

    private static HBox row(String words, Node control) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(8, Words.plain(words), space, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private CheckBox flag(
            String words,
            Function<FigureOptions, Boolean> get,
            BiFunction<FigureOptions, Boolean, FigureOptions> with) {
        CheckBox box = new CheckBox(words);
        box.setOnAction(e -> change(o -> with.apply(o, box.isSelected())));
        follow.add(() -> box.setSelected(get.apply(model.options().get())));
        return box;
    }

    private <T> Choice<T> choice(
            T[] items,
            Function<FigureOptions, T> get,
            BiFunction<FigureOptions, T, FigureOptions> with,
            Function<T, String> words) {
        ObjectProperty<T> value =
                new SimpleObjectProperty<>(get.apply(model.options().get()));
        value.addListener((o, before, now) -> change(options -> with.apply(options, now)));
        follow.add(() -> value.set(get.apply(model.options().get())));
        Choice<T> choice = new Choice<>(value, List.of(items), words, item -> "");
        choice.getStyleClass().add("small");
        choice.setMinWidth(Region.USE_PREF_SIZE);
        return choice;
    }

    private Spinner<Double> number(
            double least,
            double most,
            double step,
            Function<FigureOptions, Double> get,
            BiFunction<FigureOptions, Double, FigureOptions> with) {
        SpinnerValueFactory.DoubleSpinnerValueFactory values =
                new SpinnerValueFactory.DoubleSpinnerValueFactory(least, most, least, step);
        values.setConverter(new StringConverter<>() {
            @Override
            public String toString(Double value) {
                return value == null
                        ? ""
                        : String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
            }

            @Override
            public Double fromString(String text) {
                try {
                    return Math.clamp(Double.parseDouble(text.strip().replace(',', '.')), least, most);
                } catch (NumberFormatException e) {
                    return get.apply(model.options().get()); // what is no number changes nothing
                }
            }
        });
        Spinner<Double> spinner = new Spinner<>(values);
        spinner.setEditable(true);
        spinner.getEditor().setPrefColumnCount(5);
        spinner.setMinWidth(Region.USE_PREF_SIZE);
        spinner.valueProperty().addListener((o, before, now) -> {
            if (now != null) {
                change(options -> with.apply(options, now));
            }
        });
        follow.add(() -> values.setValue(get.apply(model.options().get())));
        return spinner;
    }
}
