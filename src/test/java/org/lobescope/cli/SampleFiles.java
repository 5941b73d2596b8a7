package org.lobescope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Images that the commands are tried on, and what they write. */
final class SampleFiles {
    static final Path SAMPLES = Path.of("assets", "samples");
    static final String FRI = SAMPLES.resolve("fri.fits").toString();
    static final String FRII = SAMPLES.resolve("frii.fits").toString();

    private SampleFiles() {}

    /** What is in a folder. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
