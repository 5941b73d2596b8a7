package org.lobescope.ui.part;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;

/**
 * A box to choose from that is as wide as what it shows now, not as the longest of its choices; that may be said in fewer
 * words than in its list.
 *
 * @param <T> what is chosen
 */
public class CompactBox<T> extends ComboBox<T> {
    private static final double GAP = 4;

    private Function<T, String> shown;
    private boolean following;

    /** A box with these words, for what it shows and in its list. */
    public CompactBox(Function<T, String> words) {
        this(words, words);
    }

    /**
     * A box.
     *
     * @param shown words for what it shows
     * @param listed words in its list
     */
    public CompactBox(Function<T, String> shown, Function<T, String> listed) {
        this.shown = shown;
        setConverter(new ItemWords<>(listed));
        setButtonCell(new ListCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? getPromptText() : CompactBox.this.shown.apply(item));
            }
        });
        // Words that are cut by three points say nothing: the box is never narrower than its words.
        setMinWidth(Region.USE_PREF_SIZE);
    }

    /** Tells what a person chooses from now on. */
    public final void whenChosen(Consumer<T> then) {
        setOnAction(e -> {
            T chosen = getValue();
            if (!following && chosen != null) {
                then.accept(chosen);
            }
        });
    }

    /** Shows what is so already: nobody has chosen it. */
    public final void follow(T value) {
        quietly(() -> setValue(value));
    }

    /** Changes the box without telling of a choice. */
    protected final void quietly(Runnable change) {
        following = true;
        change.run();
        following = false;
    }

    /** Other words for what it shows. */
    protected final void show(Function<T, String> words) {
        shown = words;
        reword();
    }

    /** Says again what it shows, after the words for it have changed. */
    protected final void reword() {
        T value = getValue();
        if (value != null) {
            getButtonCell().setText(shown.apply(value));
        }
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        if (!(lookup(".arrow-button") instanceof Region button) || !(lookup(".arrow") instanceof Region arrow)) {
            return super.computePrefWidth(height);
        }
        // What the skin gives the arrow; the button does not count its own padding.
        double beside = button.snappedLeftInset() + arrow.prefWidth(-1) + button.snappedRightInset();
        return Math.ceil(snappedLeftInset() + getButtonCell().prefWidth(-1) + GAP + beside + snappedRightInset());
    }
}
