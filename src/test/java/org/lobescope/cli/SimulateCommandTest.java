package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.sky.ImageReader;
import picocli.CommandLine;

class SimulateCommandTest {
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(new StringWriter()));
        command.setErr(new PrintWriter(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return command.execute(words);
    }

    @Test
    void imagesAndTheTruthAboutThem(@TempDir Path folder) throws IOException {
        assertEquals(
                0,
                run("simulate", "--kind", "frii,head-tail", "--count", 3, "--seed", 8, "--size", 64, "--out", folder),
                err.toString());
        assertTrue(Files.exists(folder.resolve("frii-000008.fits")));
        assertTrue(Files.exists(folder.resolve("head-tail-000009.fits")));
        List<String> table = Files.readAllLines(folder.resolve("labels.csv"));
        assertEquals(4, table.size());
        assertTrue(table.getFirst().startsWith("name,fr_class,kind,split,"), table.getFirst());
        assertTrue(table.get(2).startsWith("head-tail-000009,FRI,head-tail,train,"), table.get(2));
        byte[] before = Files.readAllBytes(folder.resolve("frii-000008.fits"));
        assertEquals(0, run("simulate", "--kind", "frii", "--seed", 8, "--size", 64, "--out", folder));
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(folder.resolve("frii-000008.fits"))));
    }

    @Test
    void foreignLabelsAreKept(@TempDir Path folder) throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), "name,fr_class\nM87,FRI\n");
        assertEquals(1, run("simulate", "--size", 64, "--out", folder));
        assertTrue(err.toString().contains("was not made by a simulation"), err.toString());
        assertEquals("name,fr_class\nM87,FRI\n", Files.readString(labels));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    /** The samples that come with the program are what the list says of them. */
    @Test
    void samplesCanBeMadeAgain(@TempDir Path folder) throws IOException {
        JsonArray list = JsonParser.parseString(Files.readString(Path.of("assets", "samples", "index.json")))
                .getAsJsonArray();
        assertEquals(10, list.size());
        for (JsonElement sample : list) {
            String id = sample.getAsJsonObject().get("id").getAsString();
            String made = sample.getAsJsonObject().get("made_by").getAsString();
            Path out = folder.resolve(id);
            assertEquals(0, run((Object[]) (made + " --out " + out).split(" ")), err.toString());
            try (var files = Files.newDirectoryStream(out, "*.fits")) {
                float[] again = ImageReader.read(files.iterator().next()).pixels();
                float[] kept = ImageReader.read(Path.of("assets", "samples", id + ".fits"))
                        .pixels();
                // Sines differ in the last bit from one Java to another.
                assertArrayEquals(kept, again, 1e-8f, id);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--kind, spiral, There is no kind 'spiral'",
        "--survey, sdss, There is no survey 'sdss'",
        "--beam, 5x8, major axis first",
        "--beam, 1.2.3, wants a width",
        "--pixel-scale, 9, is not sampled",
        "--size, 4, The size must be",
        "--flux, -2, The flux must be",
        "--rms, NaN, The noise must be",
        "--count, 0, at least 1",
        "--split, a b, must be a word",
    })
    void wrongOptionsAreToldInASentence(String option, String value, String sentence, @TempDir Path folder) {
        assertEquals(2, run("simulate", option, value, "--out", folder.resolve("new")));
        assertTrue(err.toString().contains(sentence), err.toString());
        assertFalse(Files.exists(folder.resolve("new")));
    }
}
