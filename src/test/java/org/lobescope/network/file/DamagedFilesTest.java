package org.lobescope.network.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;

/**
 * Network files that were cut, flipped and rewritten at random end in a sentence or in a network, never in a crash, a hang or
 * a full memory. The seed is fixed; a failure names the number of the file.
 */
class DamagedFilesTest {
    private static final int SOME = 400;
    private static final int MANY = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Path REFERENCE = Path.of("src/test/resources/reference/foreign");

    private static final String[] WORDS = {
        "9999999999",
        "-1",
        "((((((((",
        "None",
        "True",
        "self",
        "while True:",
        "[]",
        "null",
        "{}",
        "as_none",
        "x",
        "1e308"
    };

    private static final List<String> FILES = List.of(
            "sigmoid_binary/legacy.onnx",
            "sigmoid_binary/exported.pt2",
            "gcnn/newer.pt2",
            "sigmoid_binary/scripted.ts.pt",
            "sigmoid_binary/traced.ts.pt",
            "gcnn/scripted.ts.pt");

    private final Map<byte[], Map<String, byte[]>> opened = new IdentityHashMap<>();

    @TempDir
    private Path folder;

    @Test
    void someHundreds() throws IOException {
        run(SOME, 1);
    }

    @Test
    @Tag("slow")
    void twentyThousand() throws IOException {
        run(MANY, 2);
    }

    private void run(int count, long seed) throws IOException {
        List<byte[]> originals = new ArrayList<>();
        for (String file : FILES) {
            originals.add(Files.readAllBytes(REFERENCE.resolve(file)));
        }
        int read = 0;
        Map<String, Integer> sentences = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed * 1_000_003 + i);
            int which = i % originals.size();
            byte[] bytes = mutated(originals.get(which), random);
            Path file = Files.write(folder.resolve("damaged"), bytes);
            int number = i;
            String sentence = Assertions.assertTimeoutPreemptively(
                    LONGEST, () -> outcome(file, number), "file " + i + " of " + FILES.get(which));
            read += sentence.isEmpty() ? 1 : 0;
            if (!sentence.isEmpty()) {
                sentences.merge(sentence.replaceAll("'[^']*'|\"[^\"]*\"|[0-9]+", "#"), 1, Integer::sum);
            }
        }
        System.out.println(count + " damaged files: " + read + " read all the same, " + (count - read)
                + " refused with a sentence, " + sentences.size() + " different ones");
        assertTrue(read < count && sentences.size() > 10, sentences.toString());
    }

    /** The sentence, or nothing when the file was read. */
    private static String outcome(Path file, int number) {
        try {
            assertNotNull(ModelFile.read(file));
            return "";
        } catch (Problem problem) {
            String sentence = String.valueOf(problem.getMessage());
            assertTrue(sentence.endsWith(".") && sentence.contains("damaged"), number + ": " + sentence);
            assertFalse(sentence.contains("Exception") || sentence.contains("\n"), number + ": " + sentence);
            return sentence;
        } catch (OutOfMemoryError | StackOverflowError error) {
            return fail("file " + number, error);
        }
    }

    private byte[] mutated(byte[] original, Random random) {
        boolean zip = original[0] == 'P';
        int kind = random.nextInt(10);
        if (kind == 0) {
            return Arrays.copyOf(original, random.nextInt(original.length));
        }
        if (!zip || kind == 1) {
            return flipped(original.clone(), random, false);
        }
        // Most flips in a zip only break a checksum: change what is inside and pack it again.
        Map<String, byte[]> whole = opened.computeIfAbsent(original, Archives::entries);
        Map<String, byte[]> entries = new LinkedHashMap<>(whole);
        List<String> inner = entries.keySet().stream()
                .filter(n -> n.endsWith(".py") || n.endsWith(".pkl") || n.endsWith(".json") || n.endsWith(".pt"))
                .toList();
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            String name = inner.get(random.nextInt(inner.size()));
            byte[] content = entries.get(name);
            if (content == null) {
                continue;
            }
            if (name.endsWith(".pt") && content == whole.get(name)) {
                entries.put(name, mutated(content, random));
            } else if (random.nextInt(20) == 0) {
                entries.remove(name);
            } else if (random.nextInt(20) == 0) {
                entries.put(name, Arrays.copyOf(content, random.nextInt(content.length + 1)));
            } else {
                entries.put(name, flipped(content.clone(), random, !name.endsWith(".pkl")));
            }
        }
        return Archives.write(entries);
    }

    private static byte[] flipped(byte[] bytes, Random random, boolean text) {
        if (bytes.length == 0) {
            return bytes;
        }
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(text ? 5 : 3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> {
                    int length = Math.min(1 + random.nextInt(40), bytes.length - at);
                    System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                }
                case 3 -> {
                    // Another number: the first digit from here on, and what follows it.
                    while (at < bytes.length && !Character.isDigit(bytes[at])) {
                        at++;
                    }
                    for (; at < bytes.length && Character.isDigit(bytes[at]); at++) {
                        bytes[at] = (byte) ('0' + random.nextInt(10));
                    }
                }
                default -> {
                    byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(word, 0, bytes, at, Math.min(word.length, bytes.length - at));
                }
            }
        }
        return bytes;
    }
}
