package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.training.ToySources;

/**
 * A training in a process of its own gives the same file on processors of different instructions, which PyTorch's
 * libraries are made to believe in by their own variables.
 */
@Timeout(240)
class PortableTrainingTest {
    @TempDir
    Path folder;

    @Test
    void aTrainingIsTheSameOnOtherProcessors() throws Exception {
        Assumptions.assumeTrue(
                List.of("amd64", "x86_64").contains(System.getProperty("os.arch")),
                "for processors of the x86-64 kind");
        ToySources.write(folder.resolve("images"), 24, 5);
        byte[] here = train("here", Map.of());
        byte[] old = train(
                "old", Map.of("ATEN_CPU_CAPABILITY", "default", "ONEDNN_MAX_CPU_ISA", "SSE41", "MKL_CBWR", "SSE4_2"));
        assertArrayEquals(here, old);
        String card = Files.readString(folder.resolve("here.json"));
        assertTrue(card.contains("\"arithmetic\": \"x86-64, AVX2\""), card);
    }

    private byte[] train(String name, Map<String, String> libraries) throws Exception {
        Path model = folder.resolve(name + ".onnx");
        ProcessBuilder builder = CommandProcess.of(
                folder.resolve("log.txt"),
                List.of(),
                "train",
                "--data",
                folder.resolve("images"),
                "--architecture",
                "d4",
                "--size",
                ToySources.SIDE,
                "--epochs",
                2,
                "--batch",
                8,
                "--name",
                "either",
                "--out",
                model);
        builder.environment().putAll(libraries);
        Process process = builder.start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it ends");
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log.txt")));
        return Files.readAllBytes(model);
    }
}
