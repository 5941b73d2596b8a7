package org.lobescope.ui.tile;

import java.util.Collection;
import javafx.css.PseudoClass;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** A tile dragged by its title takes the place of the tile under the mouse; with Alt and the arrow keys it moves, too. */
final class TileDrag {
    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
    private static final double SLACK = 6;

    private final TilesModel model;
    private final Collection<TileView> tiles;
    private double startX;
    private double startY;
    private boolean dragging;

    TileDrag(TilesModel model, Collection<TileView> tiles) {
        this.model = model;
        this.tiles = tiles;
    }

    void listen(TileView tile) {
        Node head = tile.head();
        head.setCursor(Cursor.OPEN_HAND);
        head.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            startX = e.getSceneX();
            startY = e.getSceneY();
        });
        head.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            boolean far = Math.hypot(e.getSceneX() - startX, e.getSceneY() - startY) > SLACK;
            if (e.getButton() == MouseButton.PRIMARY
                    && (dragging || far)
                    && model.enlarged().get() == null) {
                dragging = true;
                tile.pseudoClassStateChanged(DRAGGED, true);
                moveTo(tile, e.getSceneX(), e.getSceneY());
                e.consume();
            }
        });
        head.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> {
            dragging = false;
            tile.pseudoClassStateChanged(DRAGGED, false);
        });
        tile.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            int by = e.getCode() == KeyCode.LEFT ? -1 : e.getCode() == KeyCode.RIGHT ? 1 : 0;
            if (e.isAltDown() && by != 0) {
                model.move(tile.model(), by);
                tile.requestFocus();
                e.consume();
            }
        });
        MenuItem usual = new MenuItem("Usual order of the tiles");
        usual.setOnAction(e -> model.order().setAll(model.all()));
        ContextMenu menu = new ContextMenu(usual);
        head.setOnContextMenuRequested(e -> menu.show(head, e.getScreenX(), e.getScreenY()));
    }

    private void moveTo(TileView tile, double sceneX, double sceneY) {
        for (TileView other : tiles) {
            if (other != tile && other.contains(other.sceneToLocal(sceneX, sceneY))) {
                model.move(tile.model(), other.model());
                return;
            }
        }
    }
}
