package org.lobescope.ui.display;

import javafx.scene.control.ListCell;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.lobescope.figure.ColorMap;

/** A colour map in a list: its colours and its name. */
final class ColorMapCell extends ListCell<ColorMap> {
    private static final double NAMED_WIDTH = 44;
    private static final double WIDTH = 32;
    private static final double HEIGHT = 10;

    /** Equal rows: with a single one, smoothing mixes in what lies beside it in memory. */
    private static final int ROWS = 8;

    private final boolean named;

    /** A cell with the map's name, or its colours only. */
    ColorMapCell(boolean named) {
        this.named = named;
    }

    @Override
    protected void updateItem(ColorMap map, boolean empty) {
        super.updateItem(map, empty);
        if (empty || map == null) {
            setText(null);
            setGraphic(null);
            return;
        }
        ImageView swatch = new ImageView(swatch(map, false));
        swatch.setFitWidth(named ? NAMED_WIDTH : WIDTH);
        swatch.setFitHeight(HEIGHT);
        setGraphic(swatch);
        setText(named ? map.label() : null);
    }

    /** The colours in a row, from first to last. */
    static Image swatch(ColorMap map, boolean inverted) {
        int[] row = new int[ColorMap.LEVELS];
        for (int i = 0; i < row.length; i++) {
            row[i] = map.argb(inverted ? row.length - 1 - i : i);
        }
        WritableImage image = new WritableImage(row.length, ROWS);
        image.getPixelWriter().setPixels(0, 0, row.length, ROWS, PixelFormat.getIntArgbInstance(), row, 0, 0);
        return image;
    }
}
