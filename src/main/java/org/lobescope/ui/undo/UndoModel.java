package org.lobescope.ui.undo;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What can be taken back, and what can be done again. */
public final class UndoModel {
    private final ReadOnlyStringWrapper undo = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redo = new ReadOnlyStringWrapper("");

    /** What would be taken back next, in words: {@code threshold}; empty for nothing. */
    public ReadOnlyStringProperty undo() {
        return undo.getReadOnlyProperty();
    }

    /** What would be done again next, in words; empty for nothing. */
    public ReadOnlyStringProperty redo() {
        return redo.getReadOnlyProperty();
    }

    void set(String undoWords, String redoWords) {
        undo.set(undoWords);
        redo.set(redoWords);
    }
}
