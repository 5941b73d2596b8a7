package org.lobescope.sky;

import java.io.IOException;
import java.util.Optional;
import nom.tam.fits.Header;
import nom.tam.fits.ImageData;
import nom.tam.image.StandardImageTiler;
import nom.tam.image.compression.hdu.CompressedImageData;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.Quantizer;

/** Reads boxes of one FITS array as physical values: BZERO + BSCALE x stored value, NaN where blank. */
final class FitsPixels {
    /** Stored values that are fetched at once. */
    private static final int CHUNK = 1 << 20;

    private final FitsAxes axes;
    private final Stored stored;
    private final Quantizer scaling;
    private final double scale;
    private final double zero;

    /** Fetches stored values as a flat array of a primitive type; corners and lengths from the last FITS axis to the first. */
    private interface Stored {
        Object tile(int[] corners, int[] lengths) throws IOException;
    }

    /**
     * Pixels of one array.
     *
     * @param in the unpacked file; has to stay open
     * @param unpackedAtOnce compressed arrays up to this many elements are unpacked as a whole, which is faster than box
     *     by box
     */
    FitsPixels(nom.tam.util.FitsFile in, FitsHdu unit, FitsAxes axes, long unpackedAtOnce) throws IOException {
        this.axes = axes;
        in.seek(unit.dataAt());
        if (unit.isCompressed()) {
            Optional<QuantizedTiles> quantized = QuantizedTiles.of(in, unit);
            Stored tiles = tiles(in, unit, quantized.isPresent(), unpackedAtOnce);
            stored = quantized.isEmpty()
                    ? tiles
                    : (corners, lengths) ->
                            quantized.get().values((int[]) tiles.tile(corners, lengths), corners, lengths);
            scaling = new Quantizer(
                    unit.header().number("BSCALE", 1),
                    unit.header().number("BZERO", 0),
                    unit.header()
                            .text("BLANK")
                            .map(b -> (long) unit.header().number("BLANK", 0))
                            .orElse(null));
        } else {
            ImageData data = new ImageData(unit.raw());
            data.read(in);
            StandardImageTiler tiler = data.getTiler();
            scaling = Quantizer.fromImageHeader(unit.raw());
            stored = tiler::getTile;
        }
        scale = unit.header().number("BSCALE", 1);
        zero = unit.header().number("BZERO", 0);
    }

    private Stored tiles(nom.tam.util.FitsFile in, FitsHdu unit, boolean quantized, long unpackedAtOnce)
            throws IOException {
        Header header = quantized ? QuantizedTiles.ofWholeNumbers(unit.raw()) : unit.raw();
        CompressedImageData data = CompressedImageHDU.manufactureData(header);
        in.seek(unit.dataAt());
        data.read(in);
        CompressedImageHDU tiles = new CompressedImageHDU(header, data);
        // nom-tam-fits 1.21.2 fails on single tiles of this algorithm.
        boolean wholeOnly = "PLIO_1".equals(header.getStringValue("ZCMPTYPE"));
        if (wholeOnly || (long) axes.width() * axes.height() * axes.planes() <= unpackedAtOnce) {
            return tiles.asImageHDU().getData().getTiler()::getTile;
        }
        return (corners, lengths) ->
                tiles.getTileHDU(corners, lengths).getData().getTiler().getTile(new int[corners.length], lengths);
    }

    /** The pixels of a box of one plane, row by row from the lowest. */
    float[] read(PixelBox box, int plane) throws IOException {
        int n = axes.lengths().length;
        int[] position = axes.position(plane);
        int[] corners = new int[n];
        int[] lengths = new int[n];
        for (int axis = 0; axis < n; axis++) {
            corners[n - 1 - axis] = position[axis];
            lengths[n - 1 - axis] = 1;
        }
        corners[n - 1 - axes.column()] = box.x();
        lengths[n - 1 - axes.column()] = box.width();
        // Axes that run faster than the image's are fetched whole: one long read instead of one seek per pixel.
        int inner = 1;
        int skipped = 0;
        for (int axis = axes.column() - 1; axis >= 0; axis--) {
            skipped = skipped * axes.lengths()[axis] + position[axis];
            inner *= axes.lengths()[axis];
            corners[n - 1 - axis] = 0;
            lengths[n - 1 - axis] = axes.lengths()[axis];
        }
        float[] pixels = new float[box.width() * box.height()];
        int rowsAtOnce = Math.max(1, CHUNK / (box.width() * inner));
        for (int y = 0; y < box.height(); y += rowsAtOnce) {
            int rows = Math.min(rowsAtOnce, box.height() - y);
            corners[n - 1 - axes.row()] = box.y() + y;
            lengths[n - 1 - axes.row()] = rows;
            physical(stored.tile(corners, lengths), skipped, inner, pixels, y * box.width(), rows * box.width());
        }
        return pixels;
    }

    /** Takes every {@code step}-th stored value from {@code first} on. */
    private void physical(Object values, int first, int step, float[] pixels, int at, int count) {
        switch (values) {
            case float[] v -> {
                for (int i = 0; i < count; i++) {
                    float value = v[first + i * step];
                    pixels[at + i] = scale == 1 && zero == 0 ? value : (float) (zero + scale * value);
                }
            }
            case double[] v -> {
                for (int i = 0; i < count; i++) {
                    pixels[at + i] = (float) (zero + scale * v[first + i * step]);
                }
            }
            case byte[] v -> {
                for (int i = 0; i < count; i++) {
                    pixels[at + i] = (float) scaling.toDouble(v[first + i * step] & 0xff);
                }
            }
            case short[] v -> {
                for (int i = 0; i < count; i++) {
                    pixels[at + i] = (float) scaling.toDouble(v[first + i * step]);
                }
            }
            case int[] v -> {
                for (int i = 0; i < count; i++) {
                    pixels[at + i] = (float) scaling.toDouble(v[first + i * step]);
                }
            }
            case long[] v -> {
                for (int i = 0; i < count; i++) {
                    pixels[at + i] = (float) scaling.toDouble(v[first + i * step]);
                }
            }
            default -> throw new IllegalStateException("stored as " + values.getClass());
        }
    }
}
