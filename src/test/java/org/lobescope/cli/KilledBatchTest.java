package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.RadioImage;

/**
 * {@code lobescope explain} over 300 images in a process of its own, killed at random moments and started again: in the
 * end each image was done exactly once, and what was finished before a kill was not done again.
 */
@Timeout(240)
class KilledBatchTest {
    private static final int IMAGES = 300;
    private static final int KILLS = 4;

    /** Pixels of a side: all images together are 300 MiB as floats, three times the memory that the process gets. */
    private static final int SIDE = 512;

    private static final int INPUT = 16;
    private static final List<String> METHODS = List.of("vanilla-gradient", "grad-cam");

    /** These cannot be read, ever. */
    private static final Set<Integer> DAMAGED = Set.of(7, 150, 299);

    @TempDir
    Path folder;

    private final Map<String, int[]> peaks = new HashMap<>();

    private static void network(Path file) throws IOException {
        Files.write(
                file,
                TinyNetwork.of("n", 1, INPUT, INPUT)
                        .random("w1", 1, 4, 1, 3, 3)
                        .node("Conv", List.of("x", "w1"), "c1", "pads", List.of(1, 1, 1, 1))
                        .node("Relu", List.of("c1"), "r1")
                        .node("GlobalAveragePool", List.of("r1"), "p")
                        .node("Flatten", List.of("p"), "f")
                        .random("w2", 2, 4, 2)
                        .node("MatMul", List.of("f", "w2"), "y")
                        .output("y", "n", 2)
                        .model()
                        .toByteArray());
    }

    /** Pictures in two folders, with the same names in both: a bright pixel on a dim noise. */
    private void images(Path images) throws IOException {
        Random random = new Random(3);
        for (String inner : List.of("a", "b")) {
            Files.createDirectories(images.resolve(inner));
        }
        byte[] noise = new byte[SIDE * SIDE];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) ((noise[i] & 0xff) / 16);
        }
        for (int i = 0; i < IMAGES; i++) {
            String name = (i < IMAGES / 2 ? "a" : "b") + "/" + String.format("%03d.png", i % (IMAGES / 2));
            Path file = images.resolve(name);
            if (DAMAGED.contains(i)) {
                Files.writeString(file, "no picture");
                continue;
            }
            BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setDataElements(0, 0, SIDE, SIDE, noise);
            int x = SIDE / 2 - 4 + random.nextInt(8);
            int y = SIDE / 2 - 4 + random.nextInt(8);
            picture.getRaster().setSample(x, y, 0, 255);
            ImageIO.write(picture, "png", file.toFile());
            peaks.put(name, new int[] {x, y});
        }
    }

    private Process start(Path out) throws IOException {
        ProcessBuilder builder = CommandProcess.of(
                folder.resolve("log.txt"),
                List.of("-Xmx100m"),
                "explain",
                folder.resolve("images"),
                "--classifier",
                folder.resolve("tiny.onnx"),
                "--methods",
                String.join(",", METHODS),
                "--maps",
                out.resolve("maps"),
                "--table",
                out.resolve("table.csv"));
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        return builder.start();
    }

    private static long rows(Path table) throws IOException {
        if (!Files.exists(table)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(table)) {
            return Math.max(0, lines.count() - 1);
        }
    }

    @Test
    void eachImageIsDoneExactlyOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KilledBatchTest: seed " + seed);
        Random random = new Random(seed);
        network(folder.resolve("tiny.onnx"));
        images(folder.resolve("images"));
        Path out = folder.resolve("out");
        Path table = out.resolve("table.csv");
        Map<Path, FileTime> finished = new TreeMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(out);
            // Anywhere in the work that is left, and sometimes before the first image.
            long from = rows(table);
            long to = from + random.nextInt((int) (IMAGES - from) / 2 + 1);
            while (process.isAlive() && (rows(table) < to || !Files.exists(table))) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(20));
            process.destroyForcibly();
            process.waitFor();
            assertUntouched(finished);
            System.out.println("KilledBatchTest: killed with " + rows(table) + " rows, " + from + " before");
            remember(finished, out);
        }
        Process last = start(out);
        assertTrue(last.waitFor(120, TimeUnit.SECONDS), "it ends");
        String log = Files.readString(folder.resolve("log.txt"));
        assertEquals(1, last.exitValue(), log);
        assertUntouched(finished);
        assertEquals(
                DAMAGED.size(),
                log.lines()
                        .filter(line -> line.contains("is no FITS, PNG or JPEG file"))
                        .count(),
                log);
        assertTrue(log.contains(", 3 of them not wholly"), log);
        assertResults(out);

        Process again = start(out);
        assertTrue(again.waitFor(120, TimeUnit.SECONDS), "it ends");
        remember(finished, out);
        assertEquals(1, again.exitValue());
        assertTrue(
                Files.readString(folder.resolve("log.txt")).contains("297 of 300 images were finished before"),
                "only what did not work is tried again");
        assertUntouched(finished);
        assertResults(out);
    }

    /** Takes down the maps of images that have a row and an entry; an entry or a row may be torn, and then is none. */
    private static void remember(Map<Path, FileTime> finished, Path out) throws IOException {
        if (!Files.exists(out.resolve("table.csv"))) {
            return;
        }
        String json = Files.readString(out.resolve("maps").resolve("explanations.json"));
        List<String> lines = Files.readAllLines(out.resolve("table.csv"));
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] fields = line.split(",", -1);
            boolean whole = line.matches(".*,[0-9a-f]{16}") && fields[fields.length - 2].isEmpty();
            if (whole && json.contains("\"name\":\"" + fields[1] + "\",\"complete\":true")) {
                for (String method : METHODS) {
                    Path map = out.resolve("maps").resolve(fields[1] + "." + method + ".fits");
                    finished.putIfAbsent(map, Files.getLastModifiedTime(map));
                }
            }
        }
    }

    private static void assertUntouched(Map<Path, FileTime> finished) throws IOException {
        for (Map.Entry<Path, FileTime> map : finished.entrySet()) {
            assertEquals(map.getValue(), Files.getLastModifiedTime(map.getKey()), map.getKey() + " was written again");
        }
    }

    private void assertResults(Path out) throws IOException {
        List<String> lines = Files.readAllLines(out.resolve("table.csv"));
        List<String> header = List.of(lines.getFirst().split(","));
        Set<String> images = new HashSet<>();
        Set<String> names = new HashSet<>();
        int failed = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            String image =
                    folder.resolve("images").relativize(Path.of(fields[0])).toString();
            assertTrue(images.add(image), image + " has two rows");
            assertTrue(names.add(fields[1]), fields[1] + " names two images");
            if (!peaks.containsKey(image)) {
                failed++;
                continue;
            }
            for (String method : METHODS) {
                RadioImage map = ImageReader.read(out.resolve("maps").resolve(fields[1] + "." + method + ".fits"));
                assertEquals(INPUT, map.width());
                float max = Float.NEGATIVE_INFINITY;
                for (float value : map.pixels()) {
                    max = Math.max(max, value);
                }
                String column = method.replace('-', '_') + "_max";
                assertEquals(Float.toString(max), fields[header.indexOf(column)], image + " has its own map");
            }
        }
        assertEquals(IMAGES, images.size());
        assertEquals(DAMAGED.size(), failed);
        Set<String> told = new HashSet<>();
        for (JsonElement entry : JsonParser.parseString(
                        Files.readString(out.resolve("maps").resolve("explanations.json")))
                .getAsJsonObject()
                .getAsJsonArray("images")) {
            String file = entry.getAsJsonObject().get("file").getAsString();
            assertTrue(
                    told.add(folder.resolve("images").relativize(Path.of(file)).toString()), file);
        }
        assertEquals(images, told);
        try (Stream<Path> files = Files.list(out.resolve("maps"))) {
            // A kill may leave a file that is not whole behind; it has a name of its own.
            assertEquals(
                    1 + METHODS.size() * (IMAGES - DAMAGED.size()),
                    files.filter(file -> !file.getFileName().toString().endsWith(".part"))
                            .count());
        }
    }
}
