package org.lobescope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void theOldFileStaysUntilTheNewOneIsComplete() throws IOException {
        Path file = folder.resolve("map.fits");
        WholeFile.write(file, path -> Files.writeString(path, "old"));
        assertEquals("old", Files.readString(file));
        WholeFile.write(file, path -> {
            Files.writeString(path, "new");
            assertEquals("old", Files.readString(file));
        });
        assertEquals("new", Files.readString(file));
        assertEquals(1, files());
    }

    @Test
    void aThousandFilesHaveOneUnfinishedName() {
        Set<Path> names = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            WholeFile.write(folder.resolve(i + ".txt"), path -> {
                names.add(path);
                Files.writeString(path, "");
            });
        }
        assertEquals(1, names.size(), "Java keeps each until the program ends");
        WholeFile.write(folder.resolve("outer"), outer -> {
            WholeFile.write(folder.resolve("inner"), inner -> {
                assertNotEquals(outer, inner, "two at once never write to the same");
                Files.writeString(inner, "inner");
            });
            Files.writeString(outer, "outer");
        });
    }

    @Test
    void afterAFailureTheOldFileIsThereAndNothingElse() throws IOException {
        Path file = folder.resolve("map.fits");
        Files.writeString(file, "old");
        Problem problem = assertThrows(
                Problem.class,
                () -> WholeFile.write(file, path -> {
                    Files.writeString(path, "half");
                    throw new IOException("No space left on device");
                }));
        assertTrue(String.valueOf(problem.getMessage()).contains("No space left on device"), problem.getMessage());
        assertTrue(String.valueOf(problem.getMessage()).contains("free some room"), problem.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(1, files());
    }

    @Test
    void aFolderInPlaceOfAFileIsAProblem() throws IOException {
        Path file = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(file.resolve("inside"), "kept");
        assertThrows(Problem.class, () -> WholeFile.write(file, path -> Files.writeString(path, "new")));
        assertEquals("kept", Files.readString(file.resolve("inside")));
        assertThrows(Problem.class, () -> WholeFile.folder(file.resolve("inside")));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
