package org.lobescope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeSettingsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() {
        Path file = folder.resolve("deep").resolve("compute.properties");
        assertEquals(ComputeSettings.USUAL, ComputeSettings.read(file));
        ComputeSettings set =
                new ComputeSettings(OptionalInt.of(3), Optional.of(folder.resolve("a = b \u00e9")), OptionalLong.of(0));
        set.write(file);
        assertEquals(set, ComputeSettings.read(file));
        assertEquals(3, set.threadsHere());
        ComputeSettings.USUAL.write(file);
        assertEquals(ComputeSettings.USUAL, ComputeSettings.read(file));
        assertEquals(Runtime.getRuntime().availableProcessors(), ComputeSettings.USUAL.threadsHere());
    }

    @Test
    void whatMakesNoSenseCountsAsNotSet() throws IOException {
        Path file = Files.writeString(
                folder.resolve("compute.properties"), "threads = -2\ncache.folder = here\ncache.megabytes = much\n");
        assertEquals(ComputeSettings.USUAL, ComputeSettings.read(file));
        Files.write(file, new byte[] {'t', '=', '\\', 'u', 'x', (byte) 0xff});
        assertEquals(ComputeSettings.USUAL, ComputeSettings.read(file));
    }
}
