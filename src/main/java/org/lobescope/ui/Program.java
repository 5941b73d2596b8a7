package org.lobescope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lobescope.UserFolders;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.network.Device;
import org.lobescope.service.home.Home;
import org.lobescope.service.home.MovingService;
import org.lobescope.service.home.OpenHome;
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
    /** How long the window waits for a remote host: a laptop may sleep over night. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    /** Makes it; nothing long happens here. */
    static Program start() {
        return start(Optional.of(Home.USUAL), Optional.empty());
    }

    /**
     * Makes it; nothing long happens here.
     *
     * @param home where to compute; empty: where it was chosen in the window
     * @param device to compute with; empty: the best
     */
    static Program start(Optional<Home> home, Optional<Device> device) {
        Path folder = UserFolders.current().data();
        ClassifierLibrary library = new ClassifierLibrary(folder.resolve("models"));
        HomeNotices notices = new HomeNotices();
        MovingService service =
                new MovingService(home.orElse(Home.USUAL), new OpenHome(device, true, PATIENCE, notices)::open);
        Outside outside = new Outside(service, library::entries, library::load, ImageReader::read, Samples::all);
        return new Program(outside, folder.resolve("window.properties"));
    }

    @Override
    public void close() {
        outside.service().close();
    }
}
