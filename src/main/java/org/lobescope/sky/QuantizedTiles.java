package org.lobescope.sky;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.Header;
import nom.tam.fits.compression.algorithm.quant.RandomSequence;
import org.lobescope.Problem;

/**
 * Real numbers that were rounded to whole ones before they were compressed in tiles (FITS standard 4.0, section 10.2):
 * value = stored x ZSCALE + ZZERO, or with subtractive dithering (stored - r + 0.5) x ZSCALE + ZZERO, where r comes from
 * a fixed sequence of random numbers.
 *
 * <p>nom-tam-fits 1.21.2 unpacks the whole numbers rightly, but shifts undithered values by half a step and mistakes
 * which of them are blank; so it is told that the image holds whole numbers, and the rest is done here.
 */
final class QuantizedTiles {
    /** What stands for exactly zero under SUBTRACTIVE_DITHER_2. */
    private static final int ZERO = Integer.MIN_VALUE + 2;

    private static final int RANDOM_START = 500;

    private final int[] lengths;
    private final int[] tileLengths;
    private final double[] scale;
    private final double[] zero;
    private final int[] blank;
    private final boolean[] plain;
    private final int ditherSeed;
    private final boolean zeroKept;

    private QuantizedTiles(Header raw, int[] lengths, double[] scale, double[] zero, int[] blank, boolean[] plain) {
        this.lengths = lengths;
        this.tileLengths = tileLengths(raw, lengths);
        this.scale = scale;
        this.zero = zero;
        this.blank = blank;
        this.plain = plain;
        String method = String.valueOf(raw.getStringValue("ZQUANTIZ"));
        this.zeroKept = method.equals("SUBTRACTIVE_DITHER_2");
        this.ditherSeed = zeroKept || method.equals("SUBTRACTIVE_DITHER_1") ? raw.getIntValue("ZDITHER0", 1) : 0;
    }

    /** The tiles of a compressed array; empty where its numbers were not rounded. */
    static Optional<QuantizedTiles> of(nom.tam.util.FitsFile in, FitsHdu unit) throws IOException {
        Header raw = unit.raw();
        int scaleColumn = column(raw, "ZSCALE");
        int zeroColumn = column(raw, "ZZERO");
        if (raw.getIntValue("ZBITPIX") >= 0 || (scaleColumn < 0 && raw.getCard("ZSCALE") == null)) {
            return Optional.empty();
        }
        in.seek(unit.dataAt());
        BinaryTable table = new BinaryTable(raw);
        table.read(in);
        int rows = raw.getIntValue("NAXIS2");
        double[] scale = numbers(table, scaleColumn, rows, raw.getDoubleValue("ZSCALE", 1));
        double[] zero = numbers(table, zeroColumn, rows, raw.getDoubleValue("ZZERO", 0));
        double[] blanks = numbers(table, column(raw, "ZBLANK"), rows, raw.getIntValue("ZBLANK", Integer.MIN_VALUE));
        boolean[] plain = new boolean[rows];
        boolean anyPlain = false;
        for (String name : new String[] {"GZIP_COMPRESSED_DATA", "UNCOMPRESSED_DATA"}) {
            int column = column(raw, name);
            for (int row = 0; row < rows && column >= 0; row++) {
                Object bytes = table.get(row, column);
                plain[row] |= bytes != null && java.lang.reflect.Array.getLength(bytes) > 0;
                anyPlain |= plain[row];
            }
        }
        if (anyPlain && raw.getIntValue("ZBITPIX") != -32) {
            throw new Problem("HDU " + unit.index() + " mixes rounded and unrounded tiles of 64-bit numbers, which"
                    + " Lobescope cannot unpack; unpack the file with funpack and open the result.");
        }
        int[] blank = Arrays.stream(blanks).mapToInt(b -> (int) b).toArray();
        return Optional.of(new QuantizedTiles(raw, unit.lengths(), scale, zero, blank, plain));
    }

    /** The same header for whole numbers: what nom-tam-fits then unpacks are the stored ones. */
    static Header ofWholeNumbers(Header raw) {
        Header whole = new Header();
        nom.tam.util.Cursor<String, nom.tam.fits.HeaderCard> cards = raw.iterator();
        while (cards.hasNext()) {
            nom.tam.fits.HeaderCard card = cards.next();
            String key = card.getKey();
            String value = String.valueOf(card.getValue());
            boolean scaling = key.startsWith("TTYPE")
                    && (value.equals("ZSCALE") || value.equals("ZZERO") || value.equals("ZBLANK"));
            if (scaling) {
                whole.addValue(key, "X" + value, "");
            } else if (key.equals("ZBITPIX")) {
                whole.addValue(key, 32, "");
            } else if (!key.equals("ZQUANTIZ")
                    && !key.equals("ZBLANK")
                    && !key.equals("ZSCALE")
                    && !key.equals("ZZERO")) {
                whole.addLine(card);
            }
        }
        return whole;
    }

    private static int column(Header raw, String name) {
        int columns = raw.getIntValue("TFIELDS");
        for (int i = 1; i <= columns; i++) {
            if (name.equals(raw.getStringValue("TTYPE" + i))) {
                return i - 1;
            }
        }
        return -1;
    }

    private static double[] numbers(BinaryTable table, int column, int rows, double otherwise) {
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = column < 0 ? otherwise : table.getDouble(row, column);
        }
        return numbers;
    }

    /** ZTILEn; a tile is one row of the image where the header does not say. */
    private static int[] tileLengths(Header raw, int[] lengths) {
        int[] tile = new int[lengths.length];
        for (int axis = 0; axis < lengths.length; axis++) {
            int length = raw.getIntValue("ZTILE" + (axis + 1), axis == 0 ? lengths[0] : 1);
            tile[axis] = Math.min(Math.max(1, length), lengths[axis]);
        }
        return tile;
    }

    /**
     * The values of a box.
     *
     * @param stored what nom-tam-fits unpacked, the first FITS axis running fastest
     * @param corners first pixel of the box, from the last FITS axis to the first
     * @param box lengths of the box, likewise
     */
    float[] values(int[] stored, int[] corners, int[] box) {
        int axes = lengths.length;
        float[] values = new float[stored.length];
        int[] position = new int[axes];
        Dither dither = new Dither();
        for (int i = 0; i < stored.length; ) {
            int rest = i;
            for (int axis = 0; axis < axes; axis++) {
                int length = box[axes - 1 - axis];
                position[axis] = corners[axes - 1 - axis] + rest % length;
                rest /= length;
            }
            int inTile = position[0] % tileLengths[0];
            int left = box[axes - 1] - (position[0] - corners[axes - 1]);
            int run = Math.min(left, tileLengths[0] - inTile);
            run(stored, values, i, run, tile(position), position, dither);
            i += run;
        }
        return values;
    }

    /** A stretch of pixels along the first axis within one tile. */
    private void run(int[] stored, float[] values, int at, int run, int tile, int[] position, Dither dither) {
        if (plain[tile]) {
            for (int i = at; i < at + run; i++) {
                values[i] = Float.intBitsToFloat(stored[i]);
            }
            return;
        }
        if (ditherSeed > 0) {
            dither.start(tile, offset(position));
        }
        for (int i = at; i < at + run; i++) {
            double shift = ditherSeed > 0 ? 0.5 - dither.next() : 0;
            if (stored[i] == blank[tile]) {
                values[i] = Float.NaN;
            } else if (zeroKept && stored[i] == ZERO) {
                values[i] = 0;
            } else {
                values[i] = (float) ((stored[i] + shift) * scale[tile] + zero[tile]);
            }
        }
    }

    /** The number of the tile of a pixel; the first axis runs fastest. */
    private int tile(int[] position) {
        int tile = 0;
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            int tiles = (lengths[axis] + tileLengths[axis] - 1) / tileLengths[axis];
            tile = tile * tiles + position[axis] / tileLengths[axis];
        }
        return tile;
    }

    /** How many pixels of its tile come before a pixel; tiles at the far edges may be smaller than the others. */
    private int offset(int[] position) {
        int offset = 0;
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            int first = position[axis] / tileLengths[axis] * tileLengths[axis];
            int length = Math.min(tileLengths[axis], lengths[axis] - first);
            offset = offset * length + position[axis] - first;
        }
        return offset;
    }

    /** The random numbers of a tile, one per pixel. */
    private final class Dither {
        private int seed;
        private int next;

        void start(int tile, int offset) {
            seed = (int) (((long) ditherSeed - 1 + tile) % RandomSequence.length());
            next = first();
            int rest = offset;
            while (rest >= RandomSequence.length() - next) {
                rest -= RandomSequence.length() - next;
                turn();
            }
            next += rest;
        }

        double next() {
            double value = (float) RandomSequence.get(next);
            next++;
            if (next >= RandomSequence.length()) {
                turn();
            }
            return value;
        }

        private void turn() {
            seed = (seed + 1) % RandomSequence.length();
            next = first();
        }

        private int first() {
            return (int) ((float) RandomSequence.get(seed) * RANDOM_START);
        }
    }
}
