package org.lobescope.ui.tile;

import javafx.scene.Node;

/** What a person can do with a tile. */
public interface TileActions {
    /** Shows the tile alone, or all again when it is alone. */
    void enlarge(TileModel tile);

    /** Computes a map that was stopped or failed again, or its signed form where the map is empty. */
    void again(TileModel tile);

    /** Whether the method has a signed form that is not on yet. */
    boolean canShowSigned(TileModel tile);

    /** Shows the method's card beside a node. */
    void card(TileModel tile, Node beside);

    /** Shows the method's options beside a node. */
    void options(TileModel tile, Node beside);
}
