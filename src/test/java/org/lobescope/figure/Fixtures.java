package org.lobescope.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Numbers that astropy made; the first line of each file says with which version. */
final class Fixtures {
    private static final Path FOLDER = Path.of("src/test/resources/figure");

    private Fixtures() {}

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static List<String[]> rows(String name) {
        try {
            return Files.readAllLines(file(name)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
