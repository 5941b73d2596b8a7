package org.lobescope.ui.part;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.controlsfx.control.SegmentedButton;

/**
 * One of a few, all of them seen: buttons side by side, one of them pressed.
 *
 * @param <T> what is chosen
 */
public final class Choice<T> extends SegmentedButton {
    private final Property<T> value;
    private final Function<T, String> words;
    private final Function<T, String> help;

    /**
     * Buttons for these values.
     *
     * @param value the choice; the buttons follow it
     * @param words on the button
     * @param help in its tooltip; empty for none
     */
    public Choice(Property<T> value, List<T> items, Function<T, String> words, Function<T, String> help) {
        this.value = value;
        this.words = words;
        this.help = help;
        getStyleClass().add("choice");
        setItems(items);
        value.addListener((o, before, now) -> press());
    }

    /** Other values to choose from. */
    public void setItems(List<T> items) {
        ToggleGroup group = new ToggleGroup();
        var buttons = items.stream().map(this::button).toList();
        getButtons().setAll(buttons);
        setToggleGroup(group);
        press();
    }

    private ToggleButton button(T item) {
        ToggleButton button = new ToggleButton(words.apply(item));
        button.setUserData(item);
        String tip = help.apply(item);
        if (!tip.isEmpty()) {
            new LateTip(button, tip);
        }
        Consumer<T> choose = value::setValue;
        button.setOnAction(e -> {
            choose.accept(item);
            press();
        });
        return button;
    }

    private void press() {
        for (ToggleButton button : getButtons()) {
            button.setSelected(button.getUserData().equals(value.getValue()));
        }
    }
}
