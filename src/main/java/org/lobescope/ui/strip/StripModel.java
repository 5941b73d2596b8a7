package org.lobescope.ui.strip;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.lobescope.ui.picture.PixelImage;

/** The files that were opened together, and which of them is shown. */
public final class StripModel {
    /** One file. */
    public static final class Item {
        private final Path file;
        private final ObjectProperty<@Nullable PixelImage> picture = new SimpleObjectProperty<>();
        private final StringProperty problem = new SimpleStringProperty("");

        Item(Path file) {
            this.file = file;
        }

        /** Where it is. */
        public Path file() {
            return file;
        }

        /** Its middle, small; null while it is not read. */
        public ObjectProperty<@Nullable PixelImage> picture() {
            return picture;
        }

        /** Why it can't be read; empty for nothing wrong. */
        public StringProperty problem() {
            return problem;
        }
    }

    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Item> current = new SimpleObjectProperty<>();

    /** The files; empty where only one was opened. */
    public ObservableList<Item> items() {
        return items;
    }

    /** The one that was chosen last; null: an image that is not among them. */
    public ObjectProperty<@Nullable Item> current() {
        return current;
    }

    /** Other files. */
    void show(List<Path> files) {
        current.set(null);
        items.setAll(files.stream().map(Item::new).toList());
    }

    /** The item so many places from the current one; the first where none is current; empty at the ends. */
    Optional<Item> next(int by) {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int now = items.indexOf(current.get());
        int to = now < 0 ? 0 : now + by;
        return to < 0 || to >= items.size() ? Optional.empty() : Optional.of(items.get(to));
    }
}
