package org.lobescope.network.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.network.FileContent;

/**
 * A zip archive that PyTorch wrote. Entries are read when they are asked for; together they may not be much larger than
 * the file, since a small archive can hold entries that unpack to terabytes.
 */
public final class Archive implements AutoCloseable {
    private static final int MOST_ENTRIES = 200_000;
    private static final long SLACK = 64L << 20;
    private static final int TIMES_LARGER = 4;
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final String name;
    private final @Nullable Path temporary;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private long left;

    /**
     * Opens an archive.
     *
     * @throws Problem when it is none, or broken
     */
    public Archive(Path file) {
        this(file, String.valueOf(file.getFileName()), null);
    }

    private Archive(Path file, String name, @Nullable Path temporary) {
        this.name = name;
        this.file = file;
        this.temporary = temporary;
        try {
            left = SLACK + TIMES_LARGER * Files.size(file);
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(
                    "The file " + name + " is a broken zip archive, perhaps a PyTorch file that was cut off:"
                            + " copy it again.",
                    e);
        }
        if (zip.size() > MOST_ENTRIES) {
            close();
            throw new Problem("The file " + name + " is an archive with " + zip.size()
                    + " entries, which is no network: choose another file.");
        }
        zip.stream().filter(e -> !e.isDirectory()).forEach(e -> entries.putIfAbsent(e.getName(), e));
    }

    /** The archive's file. */
    public Path file() {
        return file;
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** Names the whole content of the file. */
    public String fingerprint() {
        Fingerprint content = new Fingerprint();
        byte[] part = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.readNBytes(part, 0, CHUNK); n > 0; n = in.readNBytes(part, 0, CHUNK)) {
                content.add(ByteBuffer.wrap(part, 0, n));
            }
        } catch (IOException e) {
            throw new Problem("The file " + file + " could not be read: check that you may read it.", e);
        }
        return content.hex();
    }

    /** The whole file, as it is now. */
    public FileContent content() {
        try {
            return new FileContent(Files.readAllBytes(file));
        } catch (IOException | OutOfMemoryError e) {
            throw new Problem("The file " + file + " could not be read into memory: check that you may read it.", e);
        }
    }

    /** The names of all entries. */
    public Collection<String> names() {
        return entries.keySet();
    }

    /** The shortest name of an entry that is {@code end} or ends in {@code /end}. */
    public Optional<String> find(String end) {
        return names().stream()
                .filter(n -> n.equals(end) || n.endsWith("/" + end))
                .min((a, b) -> Integer.compare(a.length(), b.length()));
    }

    /**
     * The bytes of an entry.
     *
     * @throws Problem when there is none, or it is damaged or far too large
     */
    public byte[] bytes(String entry) {
        ZipEntry found = entries.get(entry);
        if (found == null) {
            throw new Problem("The file " + name + " lacks its part " + entry + ": export or copy it again.");
        }
        if (found.getSize() > left) {
            throw tooLarge(entry);
        }
        try (InputStream in = zip.getInputStream(found)) {
            int most = (int) Math.min(left, Integer.MAX_VALUE - 16);
            byte[] bytes = in.readNBytes(most);
            if (bytes.length == most && in.read() >= 0) {
                throw tooLarge(entry);
            }
            left -= bytes.length;
            return bytes;
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(
                    "The part " + entry + " of the file " + name + " is damaged: export or copy the file again.", e);
        }
    }

    private Problem tooLarge(String entry) {
        return new Problem("The part " + entry + " of the file " + name
                + " unpacks to far more than the file holds, so it is not read: export the network again.");
    }

    /** An archive within this one; closing it does not close this one. */
    public Archive inner(String entry) {
        byte[] bytes = bytes(entry);
        try {
            Path copy = Files.createTempFile("lobescope-", ".zip");
            try {
                Files.write(copy, bytes);
                return new Archive(copy, name, copy);
            } catch (IOException | Problem e) {
                Files.deleteIfExists(copy);
                throw e;
            }
        } catch (IOException e) {
            throw new Problem(
                    "The file " + name + " could not be unpacked into the folder for temporary files: free some space"
                            + " there.",
                    e);
        }
    }

    /** An entry as UTF-8 text. */
    public String text(String entry) {
        return new String(bytes(entry), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            zip.close();
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new Problem("The file " + name + " could not be closed: try again.", e);
        }
    }
}
