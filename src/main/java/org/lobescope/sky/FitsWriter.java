package org.lobescope.sky;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCardException;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.util.FitsOutputStream;
import org.jspecify.annotations.Nullable;
import org.lobescope.WholeFile;

/** Writes images of 32-bit floats as FITS files. */
public final class FitsWriter {
    private static final int CARD = 80;

    /** nom-tam-fits leaves a blank after the key and breaks longer lines itself, in the middle of words. */
    private static final int TEXT_PER_CARD = 70;

    /** Cards that the array itself decides, or that were true only of the pixels they came with. */
    private static final Pattern STRUCTURE =
            Pattern.compile("SIMPLE|XTENSION|BITPIX|NAXIS\\d*|EXTEND|PCOUNT|GCOUNT|GROUPS"
                    + "|BSCALE|BZERO|BLANK|DATAMIN|DATAMAX|CHECKSUM|DATASUM|END|Z[A-Z]+\\d*|EXTNAME");

    private static final Pattern KEY = Pattern.compile("[A-Z0-9_-]{1,8}");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

    /** Signs that astronomers use and FITS headers cannot hold. */
    private static final Map<String, String> ASCII = Map.ofEntries(
            Map.entry("\u00d7", "x"),
            Map.entry("\u00b0", " deg"),
            Map.entry("\u2032", "'"),
            Map.entry("\u2033", "\""),
            Map.entry("\u2013", "-"),
            Map.entry("\u2014", "-"),
            Map.entry("\u2212", "-"),
            Map.entry("\u00b1", "+-"),
            Map.entry("\u03c3", "sigma"),
            Map.entry("\u03bc", "u"),
            Map.entry("\u00b5", "u"),
            Map.entry("\u2026", "..."),
            Map.entry("\u201c", "\""),
            Map.entry("\u201d", "\""),
            Map.entry("\u2019", "'"),
            Map.entry("\u00df", "ss"));

    private FitsWriter() {}

    /**
     * An image to be written.
     *
     * @param name EXTNAME; empty for none
     * @param width pixels per row
     * @param height rows
     * @param pixels height x width, row 0 first; NaN where blank
     * @param cards of the header; those that describe the array itself are left out, HISTORY and COMMENT are wrapped
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Image(String name, int width, int height, float[] pixels, List<HeaderCard> cards) {}

    /**
     * Writes a file, whole or not at all; the first image is the primary array, the others are extensions.
     *
     * @throws org.lobescope.Problem when there is no room or no permission
     */
    public static void write(Path file, List<Image> images) {
        WholeFile.write(file, draft -> {
            try (OutputStream out = Files.newOutputStream(draft)) {
                write(out, images);
            }
        });
    }

    /**
     * Writes images to a stream.
     *
     * @throws IOException what the stream itself threw, not the library's words about it
     */
    static void write(OutputStream stream, List<Image> images) throws IOException {
        FailingStream out = new FailingStream(stream);
        try {
            encode(new BufferedOutputStream(out), images);
        } catch (FitsException e) {
            // Of what the disk said the library keeps no more than the text, inside a text of its own.
            throw out.failure == null ? new IOException(e.getMessage(), e) : out.failure;
        }
    }

    /** Remembers what first went wrong with a stream. */
    private static final class FailingStream extends FilterOutputStream {
        private @Nullable IOException failure;

        FailingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }

    private static void encode(OutputStream out, List<Image> images) throws IOException {
        try (Fits fits = new Fits()) {
            for (Image image : images) {
                ImageHDU unit = ImageData.from(rows(image)).toHDU();
                fits.addHDU(unit);
                addCards(unit.getHeader(), image);
            }
            FitsOutputStream stream = new FitsOutputStream(out);
            fits.write(stream);
            stream.flush();
        }
    }

    private static float[][] rows(Image image) {
        float[][] rows = new float[image.height][image.width];
        for (int y = 0; y < image.height; y++) {
            System.arraycopy(image.pixels, y * image.width, rows[y], 0, image.width);
        }
        return rows;
    }

    private static void addCards(Header header, Image image) throws HeaderCardException {
        nom.tam.fits.HeaderCard first = header.getCard("SIMPLE");
        if (first != null) {
            first.setComment("FITS standard 4.0"); // the library puts the time there
        }
        if (!image.name.isEmpty()) {
            header.addValue("EXTNAME", ascii(image.name), null);
        }
        for (HeaderCard card : image.cards) {
            if (card.commentary()) {
                for (String line : wrapped(ascii(card.value()))) {
                    if (card.key().equals("COMMENT")) {
                        header.insertComment(line);
                    } else {
                        header.insertHistory(line);
                    }
                }
            } else if (KEY.matcher(card.key()).matches()
                    && !STRUCTURE.matcher(card.key()).matches()) {
                addValue(header, card);
            }
        }
    }

    private static void addValue(Header header, HeaderCard card) {
        String value = card.value();
        String comment = card.comment().isEmpty() ? null : ascii(card.comment());
        if (card.quoted()) {
            header.addValue(card.key(), ascii(value), comment);
        } else if (value.equals("T") || value.equals("F")) {
            header.addValue(card.key(), value.equals("T"), comment);
        } else if (WHOLE.matcher(value).matches()) {
            header.addValue(card.key(), Long.parseLong(value), comment);
        } else if (!value.isEmpty()) {
            header.addLine(number(card.key(), Double.parseDouble(value.replace('D', 'E')), ascii(card.comment())));
        }
    }

    /** The number as it stands: the library would write 2000.0 as 2.E3. */
    private static nom.tam.fits.HeaderCard number(String key, double value, String comment) {
        String card = String.format(Locale.ROOT, "%-8s= %20s", key, Double.toString(value))
                + (comment.isEmpty() ? "" : " / " + comment);
        return nom.tam.fits.HeaderCard.create(card.substring(0, Math.min(card.length(), CARD)));
    }

    /** Lines of at most 70 characters, broken between words where that is possible. */
    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R", -1)) {
            String rest = paragraph.stripTrailing();
            while (rest.length() > TEXT_PER_CARD) {
                int space = rest.lastIndexOf(' ', TEXT_PER_CARD);
                int end = space > 0 && !rest.substring(0, space).isBlank() ? space : TEXT_PER_CARD;
                lines.add(rest.substring(0, end).stripTrailing());
                // The following lines of a paragraph are indented, so that a reader can join them.
                rest = "  " + rest.substring(end).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    /** The text in the characters that FITS headers may hold. */
    static String ascii(String text) {
        String replaced = text;
        for (Map.Entry<String, String> sign : ASCII.entrySet()) {
            replaced = replaced.replace(sign.getKey(), sign.getValue());
        }
        String bare = Normalizer.normalize(replaced, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return bare.replace('\t', ' ').replaceAll("[^\\x20-\\x7e\\n]", "?");
    }
}
