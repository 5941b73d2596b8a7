package org.lobescope.ui;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lobescope.ui.part.Words;

/** All keys of the window. */
final class KeysView extends VBox {
    private static final String[][] KEYS = {
        {"Ctrl+O", "Open an image"},
        {"Ctrl+E", "Figure editor; with Shift: export the figure as it is set"},
        {"Ctrl+S", "Save the session; with Shift: to another file"},
        {"Ctrl+Z", "Undo a change of the display; with Shift: redo it"},
        {"1 … 9, 0", "Show one of the ten methods alone, large; again: all"},
        {"[  ]", "The layer before, the layer after"},
        {"Page Down, Page Up", "The next file, the file before, where several were opened"},
        {"Space", "Maps on and off"},
        {"B", "Maps come and go by themselves (blink)"},
        {"V", "Maps only left of the crosshair (curtain)"},
        {"C", "Contours of the image on and off"},
        {"+  −", "Zoom all pictures around the crosshair"},
        {"Arrow keys", "Move the crosshair; with Shift: what is seen"},
        {"P", "Point other programs (SAMP) at the crosshair"},
        {"Z", "Whole pictures again after zooming"},
        {"Esc", "Back from a large tile; else stop what is being computed"},
        {"Double click", "Show a tile large, or all again"},
        {"Click", "Keep the crosshair there"},
        {"Wheel, pinch, drag", "Zoom and move all pictures"},
        {"Drag a title", "Put a tile in another place; also Alt with the arrow keys"},
        {"Arrow keys", "Move the cut-out, when its box has the focus; Shift: by 10 pixels"},
        {"+  −", "Larger or smaller cut-out, when its box has the focus"},
        {"Ctrl+,", "Preferences"},
        {"F1", "These keys"},
    };

    KeysView() {
        getStyleClass().add("keys");
        GridPane grid = new GridPane(18, 6);
        for (int i = 0; i < KEYS.length; i++) {
            Label key = Words.label(KEYS[i][0], "key");
            key.setMinWidth(Region.USE_PREF_SIZE);
            Label meaning = Words.paragraph(KEYS[i][1]);
            GridPane.setHgrow(meaning, Priority.ALWAYS);
            GridPane.setValignment(key, VPos.TOP);
            grid.addRow(i, key, meaning);
        }
        getChildren().addAll(Words.label("Keys and mouse", "card-title"), grid);
    }
}
