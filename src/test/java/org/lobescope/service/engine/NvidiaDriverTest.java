package org.lobescope.service.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class NvidiaDriverTest {
    @TempDir
    Path folder;

    private Optional<NvidiaDriver> find(String script, Path... traces) {
        return NvidiaDriver.find(List.of("/bin/sh", "-c", script), List.of(traces), Duration.ofMillis(500));
    }

    @Test
    void whatItsProgramTellsIsRead() {
        NvidiaDriver driver = find("echo 'NVIDIA GeForce RTX 3060, 550.54.14, 8.6'; echo 'Second, 550.54.14, 7.5'")
                .orElseThrow();
        assertEquals(new NvidiaDriver("NVIDIA GeForce RTX 3060", "550.54.14", Optional.of(8.6)), driver);
        assertEquals("NVIDIA GeForce RTX 3060, driver 550.54.14", driver.words());
        assertEquals(
                Optional.empty(), find("echo 'Old, 390.1, [N/A]'").orElseThrow().capability());
    }

    @Test
    void aProgramThatFailsOrHangsLeavesTheTraces() throws IOException {
        Path trace = Files.writeString(folder.resolve("version"), "NVRM");
        for (String script : List.of("echo 'NVIDIA-SMI has failed'; exit 9", "sleep 20", "exit 0")) {
            assertEquals(Optional.empty(), find(script), script);
            assertEquals("a GPU of NVIDIA", find(script, trace).orElseThrow().words(), script);
        }
        assertEquals(
                Optional.empty(),
                NvidiaDriver.find(
                        List.of(folder.resolve("no-such-program").toString()), List.of(), Duration.ofSeconds(1)));
    }

    @Test
    void versionsAreComparedAsNumbers() {
        NvidiaDriver driver = new NvidiaDriver("", "525.105.17", Optional.empty());
        assertTrue(driver.isAtLeast("525.60"));
        assertTrue(driver.isAtLeast("525.105.17"));
        assertTrue(driver.isAtLeast("90.0"));
        assertFalse(driver.isAtLeast("525.106"));
        assertFalse(driver.isAtLeast("1000.1"));
        assertTrue(new NvidiaDriver("", "", Optional.empty()).isAtLeast("525.60"));
    }
}
