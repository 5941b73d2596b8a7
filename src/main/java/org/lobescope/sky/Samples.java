package org.lobescope.sky;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lobescope.Problem;

/** The simulated radio galaxies that come with the program (assets/samples). */
public final class Samples {
    private static final String FOLDER = "/assets/samples/";

    private Samples() {}

    /**
     * A sample image.
     *
     * @param id the name in files and settings
     * @param file its file's name
     * @param title for people
     * @param description one line
     */
    public record Sample(String id, String file, String title, String description) {
        /** The image. */
        public RadioImage read() {
            try (InputStream in = open(file)) {
                // FITS files are read at any position, so what lies in the program's jar is copied out first.
                Path folder = Files.createTempDirectory("lobescope-");
                Path copy = folder.resolve(file);
                try {
                    Files.copy(in, copy);
                    return ImageReader.read(copy);
                } finally {
                    Files.deleteIfExists(copy);
                    Files.deleteIfExists(folder);
                }
            } catch (IOException e) {
                throw new Problem(
                        "The sample " + file
                                + " could not be unpacked into the folder for temporary files; free some space"
                                + " there.",
                        e);
            }
        }
    }

    /** All samples, in the order of the start page. */
    public static List<Sample> all() {
        try (InputStreamReader in = new InputStreamReader(open("index.json"), StandardCharsets.UTF_8)) {
            return List.of(new Gson().fromJson(in, Sample[].class));
        } catch (IOException e) {
            throw new Problem("The list of samples cannot be read; install the program again.", e);
        }
    }

    private static InputStream open(String file) {
        InputStream in = Samples.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new Problem("The program is incomplete: it has no " + FOLDER + file + "; install it again.");
        }
        return in;
    }
}
