package org.lobescope.sky;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.lobescope.Problem;

/** Opens image files by what is in them; the name's ending plays no part. */
public final class ImageReader {
    private static final int LOOKED_AT = 80;

    /** First bytes of files that people take for images of the sky. */
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("BZh", "is packed by bzip2; unpack it with bunzip2 and open the result");
        OTHERS.put("\u001f\u009d", "is packed by compress; unpack it with uncompress and open the result");
        OTHERS.put("PK\u0003\u0004", "is a ZIP archive; unpack it and open the image inside");
        OTHERS.put("\u0089HDF", "is an HDF5 file; save the image as FITS");
        OTHERS.put("II*\0", "is a TIFF picture; save it as PNG or FITS");
        OTHERS.put("MM\0*", "is a TIFF picture; save it as PNG or FITS");
        OTHERS.put("GIF8", "is a GIF picture; save it as PNG or FITS");
        OTHERS.put("%PDF", "is a PDF document; open the FITS or PNG file that the figure was made from");
        OTHERS.put("\u0093NUMPY", "is a NumPy array; save it as FITS");
        OTHERS.put(
                "<",
                "is a web page or XML text, which servers send in place of an image that they do not have; "
                        + "fetch the image again");
    }

    private ImageReader() {}

    /**
     * Opens a FITS file (also packed by gzip or fpack), a PNG or a JPEG picture.
     *
     * @throws Problem that says what the file is instead
     */
    public static ImageFile open(Path path) {
        byte[] start = start(path);
        if (startsWith(start, "\u001f\u008b")) {
            byte[] inside = unpackedStart(path);
            if (startsWith(inside, "SIMPLE ")) {
                return FitsFile.open(path, true);
            }
            throw new Problem(path.getFileName() + " is packed by gzip, but what is inside is no FITS file"
                    + beginning(inside) + "; open a FITS, PNG or JPEG file.");
        }
        if (startsWith(start, "SIMPLE ")) {
            return FitsFile.open(path, false);
        }
        if (startsWith(start, "\u0089PNG") || startsWith(start, "\u00ff\u00d8\u00ff")) {
            return PictureFile.open(path);
        }
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (startsWith(start, other.getKey())) {
                throw new Problem(path.getFileName() + " " + other.getValue() + ".");
            }
        }
        throw new Problem(path.getFileName() + " is no FITS, PNG or JPEG file" + beginning(start)
                + "; check that it is the right file and came over whole.");
    }

    /** Opens a file and reads its first image; see {@link ImageFile#read()}. */
    public static RadioImage read(Path path) {
        return open(path).read();
    }

    private static byte[] start(Path path) {
        if (Files.isDirectory(path)) {
            throw new Problem(path + " is a folder; open one of the files in it.");
        }
        if (!Files.exists(path)) {
            throw new Problem("There is no file " + path + "; check its name.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(LOOKED_AT);
            if (start.length == 0) {
                throw new Problem(path.getFileName() + " is empty (0 bytes); copy or download it again.");
            }
            return start;
        } catch (AccessDeniedException e) {
            throw new Problem(path + " may not be read by you; change its permissions.", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static byte[] unpackedStart(Path path) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return in.readNBytes(LOOKED_AT);
        } catch (IOException e) {
            throw new Problem(
                    path.getFileName() + " is packed by gzip and damaged at its beginning; copy or download it again.",
                    e);
        }
    }

    /** The operating system failed to read a file. */
    static Problem unreadable(Path path, IOException e) {
        return new Problem(path + " cannot be read (" + reason(e) + "); check the disk or copy the file again.", e);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static boolean startsWith(byte[] bytes, String first) {
        byte[] expected = first.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= expected.length
                && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
    }

    private static String beginning(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 24), StandardCharsets.ISO_8859_1);
        boolean readable = text.chars().allMatch(c -> c >= ' ' && c < 127 || Character.isWhitespace(c));
        return readable && !text.isBlank()
                ? " (it begins with \"" + text.strip().replaceAll("\\s+", " ") + "\")"
                : "";
    }
}
