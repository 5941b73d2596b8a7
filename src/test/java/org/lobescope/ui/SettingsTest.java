package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void recentFilesAreThoseThatAreThereTheNewestFirst() throws Exception {
        Path file = folder.resolve("window.properties");
        Path first = Files.writeString(folder.resolve("a.fits"), "a");
        Path second = Files.writeString(folder.resolve("b.fits"), "b");
        Settings settings = new Settings(file);
        settings.opened(first);
        settings.opened(second);
        assertEquals(List.of(second, first), new Settings(file).recent());
        Files.delete(second);
        assertEquals(List.of(first), new Settings(file).recent());
    }

    @Test
    void whatIsNoPathIsLeftOut() throws Exception {
        Path file = folder.resolve("window.properties");
        Path image = Files.writeString(folder.resolve("a.fits"), "a");
        Files.writeString(
                file,
                "recent.0=no\\u0000path\nrecent.1=" + image.toString().replace("\\", "\\\\") + "\n"
                        + "home=remote:host:1\nhome.token=no\\u0000path\n");
        Settings settings = new Settings(file);
        assertEquals(List.of(image), settings.recent());
        assertThrows(Problem.class, settings::home);
    }
}
