package org.lobescope.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The weights of Inter, the typeface of window and figures; it comes with Lobescope, so figures look the same everywhere. */
public enum Typeface {
    /** Numbers and running text. */
    REGULAR("Inter-Regular"),
    /** Names within running text. */
    MEDIUM("Inter-Medium"),
    /** Titles. */
    SEMI_BOLD("Inter-SemiBold");

    private final Font font;

    Typeface(String file) {
        String resource = "/fonts/" + file + ".ttf";
        try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    /** The font at a size, in units of the figure. */
    public Font at(double size) {
        return font.deriveFont((float) size);
    }
}
