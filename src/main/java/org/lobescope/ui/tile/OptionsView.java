package org.lobescope.ui.tile;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lobescope.Problem;
import org.lobescope.explain.Method;
import org.lobescope.explain.Option;
import org.lobescope.explain.Option.Choice.Item;
import org.lobescope.ui.part.ItemWords;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;

/**
 * The options of one method, made from {@link Method#options()}: each with its unit, default and one line of help. A
 * value that can't be is said so beside it, and the method stays as it was.
 */
public final class OptionsView extends VBox {
    private final TileModel model;
    private final Method usual;
    private final String presetName;

    /**
     * The options of that tile's method.
     *
     * @param usual the method as its preset has it
     * @param presetName for people
     */
    public OptionsView(TileModel model, Method usual, String presetName) {
        this.model = model;
        this.usual = usual;
        this.presetName = presetName;
        getStyleClass().add("options");
        build();
    }

    private void build() {
        getChildren().setAll(Words.label(model.id().title(), "card-title"));
        List<Option> options = model.method().get().options();
        if (options.isEmpty()) {
            getChildren().add(Words.quiet("This method has no options."));
            return;
        }
        for (Option option : options) {
            getChildren().add(row(option));
        }
        Button reset = new Button("As in the " + presetName + " preset");
        reset.setDisable(model.method().get().equals(usual));
        model.method().addListener((o, before, now) -> reset.setDisable(now.equals(usual)));
        reset.setOnAction(e -> {
            model.method().set(usual);
            build();
        });
        getChildren().add(reset);
    }

    private Node row(Option option) {
        Label wrong = Words.paragraph("", "wrong");
        Seen.set(wrong, false);
        Node control = control(option, wrong);
        Label name = Words.plain(option.label());
        name.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, name, space, control);
        line.setAlignment(Pos.CENTER_LEFT);
        String unit = switch (option) {
            case Option.Whole o -> o.unit();
            case Option.Real o -> o.unit();
            default -> "";
        };
        if (!unit.isEmpty()) {
            Label label = Words.quiet(unit);
            label.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(label);
        }
        String standard = usual.options().stream()
                .filter(o -> o.key().equals(option.key()))
                .map(OptionText::value)
                .findFirst()
                .orElse("");
        String range = switch (option) {
            case Option.Whole o -> ", " + o.min() + " to " + o.max();
            case Option.Real o -> ", " + OptionText.number(o.min()) + " to " + OptionText.number(o.max());
            default -> "";
        };
        Label help = Words.paragraph(option.help() + " Default " + standard + range + ".", "quiet", "help");
        VBox row = new VBox(2, line, help, wrong);
        row.getStyleClass().add("option");
        return row;
    }

    private Node control(Option option, Label wrong) {
        return switch (option) {
            case Option.Flag o -> {
                CheckBox box = new CheckBox();
                box.setSelected(o.value());
                box.setAccessibleText(o.label());
                box.setOnAction(e -> set(o.key(), box.isSelected(), wrong));
                yield box;
            }
            case Option.Choice o -> choice(o, wrong);
            case Option.Whole o -> field(o, text -> Integer.valueOf(text), wrong);
            case Option.Real o -> field(o, text -> Double.valueOf(text.replace(',', '.')), wrong);
            case Option.Reals o ->
                field(
                        o,
                        text -> Arrays.stream(text.split("[,;\\s]+"))
                                .filter(s -> !s.isEmpty())
                                .map(Double::valueOf)
                                .toList(),
                        wrong);
        };
    }

    private Node choice(Option.Choice option, Label wrong) {
        ComboBox<Item> box = new ComboBox<>();
        box.getItems().setAll(option.items());
        box.setConverter(new ItemWords<>(Item::label));
        option.items().stream().filter(i -> i.id().equals(option.value())).forEach(box::setValue);
        box.setAccessibleText(option.label());
        box.setOnAction(e -> set(option.key(), box.getValue().id(), wrong));
        return box;
    }

    private Node field(Option option, Function<String, Object> parse, Label wrong) {
        String shown = switch (option) {
            case Option.Whole o -> Integer.toString(o.value());
            case Option.Real o -> OptionText.number(o.value());
            default -> OptionText.value(option);
        };
        TextField field = new TextField(shown);
        field.getStyleClass().add("number-field");
        field.setPrefColumnCount(Math.max(6, shown.length()));
        field.setAccessibleText(option.label());
        Runnable commit = () -> {
            try {
                set(option.key(), parse.apply(field.getText().strip()), wrong);
            } catch (NumberFormatException e) {
                Seen.say(wrong, "“" + field.getText() + "” is no number.");
            }
        };
        field.setOnAction(e -> commit.run());
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                commit.run();
            }
        });
        return field;
    }

    private void set(String key, Object value, Label wrong) {
        try {
            model.method().set(model.method().get().with(key, value));
            Seen.say(wrong, "");
        } catch (Problem problem) {
            Seen.say(wrong, String.valueOf(problem.getMessage()));
        }
    }
}
