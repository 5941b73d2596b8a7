package org.lobescope.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The weights of Inter, the typeface of window and figures; it comes with Lobescope, so figures look the same everywhere. */
public enum Typeface {
    /** Numbers and running text. */
    REGULAR("Inter-Regular"),
    /** Names within running text. */
    MEDIUM("Inter-Medium"),
    /** Titles. */
    SEMI_BOLD("Inter-SemiBold");

    private static final Logger LOG = LoggerFactory.getLogger(Typeface.class);
    private static final String CONFIGURATION = "sun.awt.fontconfig";

    private final String resource;
    private @Nullable Font font;

    Typeface(String file) {
        resource = "/fonts/" + file + ".ttf";
    }

    /**
     * The font at a size, in units of the figure.
     *
     * @throws Problem where Java can't draw text at all
     */
    public synchronized Font at(double size) {
        if (font == null) {
            font = load();
        }
        return font.deriveFont((float) size);
    }

    private Font load() {
        try {
            return read();
        } catch (IOException e) {
            LOG.info("Java found no fonts; trying without the system's", e);
        }
        try {
            doWithoutSystemFonts();
            return read();
        } catch (IOException e) {
            throw new Problem(
                    "Java can't draw text on this machine; install the packages fontconfig and libfreetype6, then try"
                            + " again.",
                    e);
        }
    }

    private Font read() throws IOException {
        try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    /**
     * On a Linux without the fontconfig library, as servers and containers are, Java refuses even fonts that a program
     * brings along, unless it is told which fonts the system has: none.
     */
    private static void doWithoutSystemFonts() throws IOException {
        if (System.getProperty(CONFIGURATION) == null) {
            Path none = Files.createTempFile("lobescope-fontconfig", ".properties");
            none.toFile().deleteOnExit();
            Files.writeString(none, "version=1\nsequence.allfonts=default\n");
            System.setProperty(CONFIGURATION, none.toString());
        }
    }
}
