package org.lobescope.ui.question;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.undo.UndoModel;

/** Takes back changes of the display; the entries say which. */
final class EditMenu extends MenuButton {
    EditMenu(UndoModel model, QuestionActions actions) {
        super("Edit", new FontIcon(Feather.CORNER_UP_LEFT));
        setId("edit");
        setAccessibleText("Edit: undo and redo display settings");
        setTooltip(Words.tip("Takes back what was changed of the display (Ctrl+Z)."));
        MenuItem usual = new MenuItem("Usual display settings");
        usual.setId("usual-display");
        usual.setOnAction(e -> actions.usualDisplay());
        getItems()
                .addAll(
                        item("undo", "Undo", "Ctrl+Z", model.undo(), actions::undo),
                        item("redo", "Redo", "Ctrl+Shift+Z", model.redo(), actions::redo),
                        new SeparatorMenuItem(),
                        usual);
    }

    private static MenuItem item(String id, String verb, String keys, ReadOnlyStringProperty what, Runnable action) {
        MenuItem item = new MenuItem();
        item.setId(id);
        item.textProperty()
                .bind(what.map(words -> words.isEmpty()
                        ? "Nothing to " + verb.toLowerCase(java.util.Locale.ROOT)
                        : verb + " " + words + "    " + keys));
        item.disableProperty().bind(what.isEmpty());
        item.setOnAction(e -> action.run());
        return item;
    }

    /** Without its word where the bar is narrow; the tooltip has it. */
    void setNarrow(boolean narrow) {
        setText(narrow ? "" : "Edit");
    }
}
