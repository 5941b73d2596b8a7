package org.lobescope.service;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.lobescope.Fingerprint;

/**
 * The compiled code that makes a map of an input: its fingerprint is another one as soon as anything there was changed,
 * whether or not somebody thought of a new version number.
 */
final class ProgramCode {
    private static final List<String> ROOMS =
            List.of("org/lobescope/network/", "org/lobescope/explain/", "org/lobescope/service/");

    private ProgramCode() {}

    /** The fingerprint of the code that runs; empty where the code cannot be looked at. Read once, when first asked for. */
    static Optional<String> fingerprint() {
        return Read.ONCE;
    }

    private static final class Read {
        static final Optional<String> ONCE = read();
    }

    private static Optional<String> read() {
        try {
            Path code = Path.of(ProgramCode.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Optional.of(Files.isDirectory(code) ? ofFolder(code) : ofArchive(code));
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String ofArchive(Path archive) throws IOException {
        Fingerprint all = new Fingerprint();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            zip.stream()
                    .filter(entry -> ROOMS.stream().anyMatch(entry.getName()::startsWith))
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .forEach((ZipEntry entry) ->
                            all.add(entry.getName() + " " + entry.getSize() + " " + entry.getCrc()));
        }
        return all.hex();
    }

    private static String ofFolder(Path folder) throws IOException {
        Fingerprint all = new Fingerprint();
        for (String room : ROOMS) {
            try (Stream<Path> files = Files.walk(folder.resolve(room))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    all.add(folder.relativize(file).toString()).add(ByteBuffer.wrap(Files.readAllBytes(file)));
                }
            }
        }
        return all.hex();
    }
}
