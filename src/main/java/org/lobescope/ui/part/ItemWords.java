package org.lobescope.ui.part;

import java.util.function.Function;
import javafx.util.StringConverter;

/**
 * What a box that is not editable says of its items.
 *
 * @param <T> the items
 */
public final class ItemWords<T> extends StringConverter<T> {
    private final Function<T, String> words;

    /** Says {@code words} of an item, and nothing where there is none. */
    public ItemWords(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(T item) {
        return item == null ? "" : words.apply(item);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("the box is not editable");
    }
}
