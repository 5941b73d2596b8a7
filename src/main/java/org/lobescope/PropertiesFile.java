package org.lobescope;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file of names and values in which the program remembers a choice from one start to the next. */
public final class PropertiesFile {
    private static final Logger LOG = LoggerFactory.getLogger(PropertiesFile.class);

    private PropertiesFile() {}

    /** What a file says; nothing where there is none or it can't be read. */
    public static Properties read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Properties();
        }
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("{} is not readable", file, e);
            return new Properties();
        }
        return values;
    }

    /**
     * Writes a file, and the folder that it is in.
     *
     * @param title its first line, for whoever opens it
     * @throws Problem when that does not work
     */
    public static void write(Path file, Properties values, String title) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            WholeFile.folder(folder);
        }
        WholeFile.write(file, draft -> {
            StringWriter text = new StringWriter();
            values.store(text, title);
            Files.writeString(draft, text.toString());
        });
    }
}
