package org.lobescope.ui;

import java.nio.file.Path;
import java.util.Locale;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.Samples;

/**
 * The rest of the program as the window needs it: the service in this process, the classifiers and samples that come
 * with the program.
 *
 * @param outside what the window needs
 * @param settingsFile what the window remembers
 */
record Program(Outside outside, Path settingsFile) implements AutoCloseable {
    /** Makes it; nothing long happens here. */
    static Program start() {
        Path folder = folder();
        ClassifierLibrary library = new ClassifierLibrary(folder.resolve("models"));
        ExplanationService service = new LocalExplanationService();
        Outside outside = new Outside(
                service, library::entries, library::load, ImageReader::read, Classifier::prepare, Samples::all);
        return new Program(outside, folder.resolve("window.properties"));
    }

    /** The folder that the operating system has for a program's own files. */
    private static Path folder() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        if (system.startsWith("windows")) {
            String roaming = System.getenv("APPDATA");
            return (roaming == null ? home.resolve("AppData").resolve("Roaming") : Path.of(roaming))
                    .resolve("Lobescope");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Lobescope");
        }
        String data = System.getenv("XDG_DATA_HOME");
        return (data != null && data.startsWith("/")
                        ? Path.of(data)
                        : home.resolve(".local").resolve("share"))
                .resolve("lobescope");
    }

    @Override
    public void close() {
        outside.service().close();
    }
}
