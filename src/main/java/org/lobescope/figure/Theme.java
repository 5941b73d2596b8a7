package org.lobescope.figure;

import java.awt.Color;

/**
 * The colours of a figure's paper and ink.
 *
 * @param background the paper
 * @param ink titles and numbers
 * @param muted what is read second
 * @param line frames and empty bars
 * @param accent the class that is explained
 */
public record Theme(Color background, Color ink, Color muted, Color line, Color accent) {
    /** White paper, for journals. */
    public static final Theme LIGHT =
            new Theme(Color.WHITE, new Color(0x16181d), new Color(0x5c6370), new Color(0xd5d9e0), new Color(0x0b6bcb));
    /** White paper and black ink. */
    public static final Theme PRINT =
            new Theme(Color.WHITE, Color.BLACK, new Color(0x202020), new Color(0x808080), Color.BLACK);
    /** For talks and screens. */
    public static final Theme DARK = new Theme(
            new Color(0x14161b), new Color(0xe8eaee), new Color(0x979eab), new Color(0x363b46), new Color(0x5aaef5));
}
