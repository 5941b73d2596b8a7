package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training in a process of its own gives the same file on processors of different instructions, which PyTorch's
 * libraries are made to believe in by their own variables.
 */
@Timeout(240)
class PortableTrainingTest {
    private static final int SIDE = 40;

    @TempDir
    Path folder;

    @Test
    void aTrainingIsTheSameOnOtherProcessors() throws Exception {
        Assumptions.assumeTrue(
                List.of("amd64", "x86_64").contains(System.getProperty("os.arch")),
                "for processors of the x86-64 kind");
        images();
        byte[] here = train("here", Map.of());
        byte[] old = train(
                "old", Map.of("ATEN_CPU_CAPABILITY", "default", "ONEDNN_MAX_CPU_ISA", "SSE41", "MKL_CBWR", "SSE4_2"));
        assertArrayEquals(here, old);
        String card = Files.readString(folder.resolve("here.json"));
        assertTrue(card.contains("\"arithmetic\": \"x86-64, AVX2\""), card);
    }

    private byte[] train(String name, Map<String, String> libraries) throws Exception {
        Path model = folder.resolve(name + ".onnx");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dai.djl.offline=true",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.lobescope.cli.Main",
                        "train",
                        "--data",
                        folder.resolve("images").toString(),
                        "--architecture",
                        "d4",
                        "--size",
                        String.valueOf(SIDE),
                        "--epochs",
                        "2",
                        "--batch",
                        "8",
                        "--name",
                        "either",
                        "--out",
                        model.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile());
        builder.environment().putAll(libraries);
        Process process = builder.start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it ends");
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log.txt")));
        return Files.readAllBytes(model);
    }

    /** Blobs of two widths. */
    private void images() throws IOException {
        Random random = new Random(5);
        for (int n = 0; n < 24; n++) {
            double width = n % 2 == 0 ? 3 : 30;
            double x = SIDE / 2.0 + random.nextGaussian();
            double y = SIDE / 2.0 + random.nextGaussian();
            BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < SIDE * SIDE; i++) {
                double r = Math.hypot(i % SIDE - x, i / SIDE - y);
                picture.getRaster().setSample(i % SIDE, i / SIDE, 0, (int) (250 * Math.exp(-r * r / width)));
            }
            Path file = folder.resolve("images")
                    .resolve(n % 2 == 0 ? "small" : "large")
                    .resolve(n + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        }
    }
}
