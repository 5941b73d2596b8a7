package org.lobescope.sky;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import nom.tam.fits.Header;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.Cursor;
import org.lobescope.Problem;
import org.slf4j.LoggerFactory;

/**
 * One header-and-data unit of a FITS file: what its header says and where its data lie.
 *
 * @param index its number in the file, from 0
 * @param raw the header as nom-tam-fits has it
 * @param header the same; of a compressed image the header that the image had before
 * @param headerAt byte at which the header begins
 * @param dataAt byte at which the data begin
 * @param dataBytes length of the data without padding
 */
record FitsHdu(int index, Header raw, FitsHeader header, long headerAt, long dataAt, long dataBytes) {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(FitsHdu.class);
    private static final Set<Integer> BIT_PIXELS = Set.of(8, 16, 32, 64, -32, -64);
    private static final int MOST_AXES = 999;
    private static final long BLOCK = 2880;

    /** Held here, for a logger that nobody holds forgets its level: nom-tam-fits remarks on every odd card. */
    private static final Logger LIBRARY = Logger.getLogger("nom.tam");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    /** Whether the unit holds an array rather than a table. */
    boolean isArray() {
        return index == 0 && !raw.getBooleanValue("GROUPS", false)
                || extension().equals("IMAGE")
                || isCompressed();
    }

    /** Whether the array is stored as tiles in a table (fpack). */
    boolean isCompressed() {
        return extension().equals("BINTABLE") && raw.getBooleanValue("ZIMAGE", false);
    }

    /** The value of XTENSION; empty for the primary unit. */
    String extension() {
        String type = raw.getStringValue("XTENSION");
        return type == null ? "" : type.strip();
    }

    /** EXTNAME, or nothing. */
    String name() {
        return header.text("EXTNAME").orElse("");
    }

    /** NAXIS1, NAXIS2, ... of the array. */
    int[] lengths() {
        int[] lengths = new int[(int) header.number("NAXIS", 0)];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (int) header.number("NAXIS" + (i + 1), 0);
        }
        return lengths;
    }

    /**
     * All units of a file.
     *
     * @param in the file, unpacked
     * @param path its name for people
     * @throws Problem where a header is broken or the file ends too early
     */
    static List<FitsHdu> all(nom.tam.util.FitsFile in, Path path) throws IOException {
        List<FitsHdu> units = new ArrayList<>();
        long at = 0;
        while (at < in.length()) {
            in.seek(at);
            Header raw;
            try {
                raw = Header.readHeader(in);
                if (raw == null) {
                    throw new EOFException();
                }
            } catch (IOException | RuntimeException e) {
                if (!units.isEmpty() && !startsUnit(in, at)) {
                    LOG.info("{}: bytes after the last unit, from byte {}, are left out", path, at);
                    break;
                }
                throw broken(path, units.size(), at, e);
            }
            FitsHdu unit = unit(path, units.size(), raw, at, in.getFilePointer());
            if (unit.dataAt + unit.dataBytes > in.length()) {
                throw new Problem(String.format(
                        Locale.ROOT,
                        "%s is cut off: the header of HDU %d promises %d bytes of data from byte %d on, but the file ends"
                                + " at byte %d; copy or download it again.",
                        path.getFileName(),
                        unit.index,
                        unit.dataBytes,
                        unit.dataAt,
                        in.length()));
            }
            units.add(unit);
            at = unit.dataAt + (unit.dataBytes + BLOCK - 1) / BLOCK * BLOCK;
        }
        return units;
    }

    private static boolean startsUnit(nom.tam.util.FitsFile in, long at) throws IOException {
        in.seek(at);
        byte[] start = new byte[8];
        return in.read(start, 0, start.length) == start.length
                && new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).equals("XTENSION");
    }

    private static Problem broken(Path path, int index, long at, Exception e) {
        String what = e instanceof EOFException || e.getCause() instanceof EOFException
                ? "has no END card before the file ends"
                : "cannot be read";
        return new Problem(
                path.getFileName() + ": the header of HDU " + index + ", from byte " + at + " on, " + what
                        + "; the file is cut off or damaged: copy or download it again.",
                e);
    }

    private static FitsHdu unit(Path path, int index, Header raw, long headerAt, long dataAt) {
        String where = path.getFileName() + ", HDU " + index + ": ";
        int bits = (int) whole(where, raw, "BITPIX", Long.MIN_VALUE);
        if (!BIT_PIXELS.contains(bits)) {
            throw damaged(where, "BITPIX = " + bits + " is none of 8, 16, 32, 64, -32, -64");
        }
        long axes = whole(where, raw, "NAXIS", Long.MIN_VALUE);
        if (axes < 0 || axes > MOST_AXES) {
            throw damaged(where, "NAXIS = " + axes + " is no number of axes");
        }
        long size = axes == 0 ? 0 : 1;
        boolean groups = raw.getBooleanValue("GROUPS", false);
        try {
            for (int i = 1; i <= axes; i++) {
                long n = whole(where, raw, "NAXIS" + i, Long.MIN_VALUE);
                if (n < 0 || n > Integer.MAX_VALUE) {
                    throw damaged(where, "NAXIS" + i + " = " + n + " is no length");
                }
                if (!(groups && i == 1)) {
                    size = Math.multiplyExact(size, n);
                }
            }
            size = Math.addExact(size, whole(where, raw, "PCOUNT", 0));
            size = Math.multiplyExact(size, whole(where, raw, "GCOUNT", 1));
            size = Math.multiplyExact(size, Math.abs(bits) / 8);
        } catch (ArithmeticException e) {
            throw damaged(where, "the lengths on its NAXIS cards are too large for any file");
        }
        Header image = raw;
        if (raw.getBooleanValue("ZIMAGE", false)) {
            image = uncompressed(where, raw);
        }
        return new FitsHdu(index, raw, cards(image), headerAt, dataAt, size);
    }

    private static Header uncompressed(String where, Header raw) {
        try {
            return new CompressedImageHDU(raw, CompressedImageHDU.manufactureData(raw)).getImageHeader();
        } catch (RuntimeException e) {
            throw new Problem(where + "the cards of the compressed image are damaged; unpack it with funpack.", e);
        }
    }

    private static long whole(String where, Header raw, String key, long otherwise) {
        nom.tam.fits.HeaderCard card = raw.getCard(key);
        if (card == null) {
            if (otherwise == Long.MIN_VALUE) {
                throw damaged(where, "the card " + key + " is missing");
            }
            return otherwise;
        }
        String value = card.getValue();
        try {
            return Long.parseLong(value == null ? "" : value.strip());
        } catch (NumberFormatException e) {
            throw damaged(where, "the card " + key + " = " + value + " should hold a whole number");
        }
    }

    private static Problem damaged(String where, String what) {
        return new Problem(where + what + "; the header is damaged: copy or download the file again.");
    }

    private static FitsHeader cards(Header raw) {
        List<HeaderCard> cards = new ArrayList<>();
        Cursor<String, nom.tam.fits.HeaderCard> cursor = raw.iterator();
        while (cursor.hasNext()) {
            nom.tam.fits.HeaderCard card = cursor.next();
            String key = card.getKey();
            String value = card.getValue() == null ? "" : card.getValue();
            String comment = card.getComment() == null ? "" : card.getComment();
            if (key.equals("END")) {
                continue;
            }
            if (card.isCommentStyleCard()) {
                cards.add(new HeaderCard(key, comment, "", true));
            } else {
                cards.add(new HeaderCard(key, value, comment, card.isStringValue()));
            }
        }
        return new FitsHeader(cards);
    }
}
