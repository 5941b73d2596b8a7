package org.lobescope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.astrogrid.samp.client.DefaultClientProfile;
import org.lobescope.Problem;
import org.lobescope.UserFolders;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.network.Device;
import org.lobescope.network.torch.TorchEngine;
import org.lobescope.service.home.Home;
import org.lobescope.service.home.MovingService;
import org.lobescope.service.home.OpenHome;
import org.lobescope.service.worker.TrialProcess;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.Samples;

/**
 * The rest of the program as the window needs it: the service in this process, the classifiers and samples that come
 * with the program.
 *
 * @param outside what the window needs
 * @param settingsFile what the window remembers
 * @param homes the service, to be moved to another home
 * @param notices what homes have to tell
 */
record Program(Outside outside, Path settingsFile, MovingService homes, HomeNotices notices) implements AutoCloseable {
    /** SAMP's library tells on the terminal what it does; held here, since loggers that nobody holds forget their level. */
    private static final Logger SAMP_LOG = Logger.getLogger("org.astrogrid.samp");

    /** How long the window waits for a remote host: a laptop may sleep over night. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    /**
     * Makes it; nothing long happens here.
     *
     * @param home where to compute; empty: where it was chosen in the window
     * @param device to compute with; empty: the best
     */
    static Program start(Optional<Home> home, Optional<Device> device) {
        SAMP_LOG.setLevel(Level.WARNING);
        UserFolders folders = UserFolders.current();
        ClassifierLibrary library = new ClassifierLibrary(folders.models(), new TrialProcess());
        Path settings = folders.data().resolve("window.properties");
        HomeNotices notices = new HomeNotices();
        OpenHome open = new OpenHome(device, true, PATIENCE, notices);
        MovingService service = home.isPresent()
                ? new MovingService(home.get(), open::open)
                : remembered(new Settings(settings), open, notices);
        Outside outside = new Outside(
                service,
                library::entries,
                library::load,
                library::origin,
                () -> TorchEngine.start().version(),
                ImageReader::open,
                Optional.of(DefaultClientProfile.getProfile()),
                Samples::all);
        return new Program(outside, settings, service, notices);
    }

    /** A remembered home that cannot be opened keeps nobody from the window. */
    private static MovingService remembered(Settings settings, OpenHome open, HomeNotices notices) {
        try {
            return new MovingService(settings.home(), open::open);
        } catch (Problem problem) {
            notices.accept(String.valueOf(problem.getMessage()));
            return new MovingService(Home.USUAL, open::open);
        }
    }

    @Override
    public void close() {
        outside.service().close();
    }
}
