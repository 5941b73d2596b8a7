package org.lobescope;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The reference material beside the repository: real images and golden maps that are not part of it. */
public final class Shared {
    private static final Path ROOT = Path.of("..", "shared");

    private Shared() {}

    /** A file or folder of the reference material; the test is skipped, with a printed reason, where it is absent. */
    public static Path path(String relative) {
        Path path = ROOT.resolve(relative);
        if (!Files.exists(path)) {
            System.out.println("skipped: needs " + path + ", which is not part of the repository");
            Assumptions.abort("needs " + path);
        }
        return path;
    }
}
