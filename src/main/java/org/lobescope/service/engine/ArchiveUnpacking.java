package org.lobescope.service.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.lobescope.Problem;

/** Takes what is wanted out of an archive, and nothing of it to any place but the folder that it belongs into. */
final class ArchiveUnpacking {
    private static final int BUFFER = 1 << 17;

    private ArchiveUnpacking() {}

    /**
     * Unpacks.
     *
     * @param zip the whole file, after its checksum was found right
     * @param folder the entries' names, with their folders, are under it
     * @throws Problem when a name leads out of the folder (nothing is written then), or something could not be read or
     *     written
     */
    static void unpack(Archive archive, Path zip, Path folder, DownloadWatch watch) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = file.stream().toList();
            for (ZipEntry entry : entries) {
                place(archive, folder, entry);
            }
            for (ZipEntry entry : entries) {
                if (!entry.isDirectory() && archive.keeps(entry.getName())) {
                    Path target = place(archive, folder, entry);
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry);
                            OutputStream out = Files.newOutputStream(target)) {
                        copy(in, out, watch);
                    }
                }
            }
        } catch (IOException e) {
            throw new Problem(
                    archive.name() + " could not be unpacked into " + folder + " (" + e.getMessage()
                            + "): free some room and start the download again.",
                    e);
        }
    }

    private static Path place(Archive archive, Path folder, ZipEntry entry) {
        try {
            Path root = folder.toAbsolutePath().normalize();
            Path place = root.resolve(entry.getName().replace('\\', '/')).normalize();
            if (place.startsWith(root) && (entry.isDirectory() || !place.equals(root))) {
                return place;
            }
        } catch (InvalidPathException e) {
            // not a name for this system
        }
        throw new Problem(archive.name() + " has a file that would be put outside its folder (" + entry.getName()
                + "): nothing of it was unpacked.");
    }

    private static void copy(InputStream in, OutputStream out, DownloadWatch watch) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            ArchiveFetch.check(watch);
        }
    }
}
