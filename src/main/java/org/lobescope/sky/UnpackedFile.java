package org.lobescope.sky;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.lobescope.Problem;

/** A file that can be read at any position: the file itself, or an unpacked copy that is deleted on closing. */
record UnpackedFile(Path path, boolean temporary) implements AutoCloseable {

    static UnpackedFile plain(Path path) {
        return new UnpackedFile(path, false);
    }

    /**
     * Unpacks a gzip file into the folder for temporary files.
     *
     * @throws Problem where it is damaged or there is no room
     */
    static UnpackedFile gunzip(Path path) throws IOException {
        UnpackedFile copy = new UnpackedFile(Files.createTempFile("lobescope-", ".fits"), true);
        try (InputStream packed = Files.newInputStream(path);
                OutputStream out = Files.newOutputStream(copy.path)) {
            unpack(packed, out, path);
            return copy;
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private static void unpack(InputStream packed, OutputStream out, Path path) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new GZIPInputStream(packed, buffer.length)) {
            while (true) {
                int n;
                try {
                    n = in.read(buffer);
                } catch (EOFException | ZipException e) {
                    throw new Problem(
                            path.getFileName()
                                    + " is packed by gzip and cut off or damaged; copy or download it again.",
                            e);
                }
                if (n < 0) {
                    return;
                }
                try {
                    out.write(buffer, 0, n);
                } catch (IOException e) {
                    throw new Problem(
                            "There is no room to unpack " + path.getFileName()
                                    + " in the folder for temporary files; free some space or unpack it with gunzip.",
                            e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(path);
        }
    }
}
