package org.lobescope.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.lobescope.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The weights of a figure's typeface. The fonts come with Lobescope, so that figures look the same everywhere. */
public enum Typeface {
    /** Numbers and running text. */
    REGULAR(400, "Inter-Regular", "LiberationSerif-Regular"),
    /** Names within running text. */
    MEDIUM(500, "Inter-Medium", "LiberationSerif-Bold"),
    /** Titles. */
    SEMI_BOLD(600, "Inter-SemiBold", "LiberationSerif-Bold");

    private static final Logger LOG = LoggerFactory.getLogger(Typeface.class);
    private static final String CONFIGURATION = "sun.awt.fontconfig";

    private final int weight;
    private final String sans;
    private final String serif;
    private final Map<FontFamily, Font> fonts = new EnumMap<>(FontFamily.class);

    Typeface(int weight, String sans, String serif) {
        this.weight = weight;
        this.sans = sans;
        this.serif = serif;
    }

    /**
     * The font of the window's family at a size.
     *
     * @throws Problem where Java can't draw text at all
     */
    public Font at(double size) {
        return at(FontFamily.SANS, size);
    }

    /**
     * The font at a size, in units of the figure.
     *
     * @throws Problem where Java can't draw text at all
     */
    public synchronized Font at(FontFamily family, double size) {
        return fonts.computeIfAbsent(family, this::load).deriveFont((float) size);
    }

    /** The weight as CSS counts it: 400 is regular. */
    int weight() {
        return weight;
    }

    /** The font's file: TrueType, with all glyphs. */
    InputStream file(FontFamily family) {
        String resource = "/fonts/" + (family == FontFamily.SANS ? sans : serif) + ".ttf";
        InputStream in = Typeface.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("missing resource " + resource);
        }
        return in;
    }

    private Font load(FontFamily family) {
        try {
            return read(family);
        } catch (IOException e) {
            LOG.info("Java found no fonts; trying without the system's", e);
        }
        try {
            doWithoutSystemFonts();
            return read(family);
        } catch (IOException e) {
            throw new Problem(
                    "Java can't draw text on this machine; install the packages fontconfig and libfreetype6, then try"
                            + " again.",
                    e);
        }
    }

    private Font read(FontFamily family) throws IOException {
        try (InputStream in = file(family)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException e) {
            throw new IllegalStateException(this + " of " + family, e);
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
