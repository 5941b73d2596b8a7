package org.lobescope.figure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The colour maps that come with Lobescope. Their tables and licences are resources in {@code colormaps}. */
public final class ColorMaps {
    /** Shades of grey, for images. */
    public static final ColorMap GREY = table("grey", "grey", false);
    /** The default for magnitudes and class activation maps: even steps of lightness, safe for the colour-blind. */
    public static final ColorMap INFERNO = table("inferno", "inferno", false);
    /**
     * The default for signed maps: violet against, orange for, both of middle lightness, so that they are seen on dark
     * sky and on bright sources, and told apart by the colour-blind.
     */
    public static final ColorMap VIOLET_ORANGE = table("violet-orange", "violet–orange", true);

    private static final List<ColorMap> SEQUENTIAL = List.of(
            INFERNO,
            table("magma", "magma", false),
            table("plasma", "plasma", false),
            table("viridis", "viridis", false),
            table("cividis", "cividis", false),
            table("cubehelix", "cubehelix", false),
            table("heat", "heat", false),
            GREY);
    private static final List<ColorMap> DIVERGING = List.of(
            VIOLET_ORANGE,
            table("puor", "purple–brown", true),
            table("rdbu", "blue–red", true),
            table("berlin", "blue–red, dark centre", true));

    private ColorMaps() {}

    /** From dark to light, for magnitudes and images. */
    public static List<ColorMap> sequential() {
        return SEQUENTIAL;
    }

    /** With a neutral middle, for signed maps. */
    public static List<ColorMap> diverging() {
        return DIVERGING;
    }

    /** The colour map of that id. */
    public static Optional<ColorMap> of(String id) {
        return Stream.concat(SEQUENTIAL.stream(), DIVERGING.stream())
                .filter(map -> map.id().equals(id))
                .findFirst();
    }

    private static ColorMap table(String id, String label, boolean diverging) {
        String resource = "/colormaps/" + id + ".txt";
        try (InputStream in = ColorMaps.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            int[] argb = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .mapToInt(line -> 0xff000000 | Integer.parseInt(line, 16))
                    .toArray();
            if (argb.length != ColorMap.LEVELS) {
                throw new IllegalStateException(resource + " has " + argb.length + " lines");
            }
            return new Table(id, label, diverging, argb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Table(String id, String label, boolean diverging, Colors colors) implements ColorMap {
        Table(String id, String label, boolean diverging, int[] argb) {
            this(id, label, diverging, new Colors(argb));
        }

        @Override
        public int argb(int level) {
            return colors.argb[level];
        }
    }

    /** Keeps the array out of the record's equality: one instance per map. */
    private static final class Colors {
        private final int[] argb;

        Colors(int[] argb) {
            this.argb = argb;
        }
    }
}
