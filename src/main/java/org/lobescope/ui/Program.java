package org.lobescope.ui;

import java.nio.file.Path;
import java.util.Optional;
import org.astrogrid.samp.client.DefaultClientProfile;
import org.lobescope.UserFolders;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.network.torch.TorchEngine;
import org.lobescope.service.DiskStore;
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
        Path folder = UserFolders.current().data();
        ClassifierLibrary library = new ClassifierLibrary(folder.resolve("models"));
        ExplanationService service = new LocalExplanationService(DiskStore.ofUser());
        Outside outside = new Outside(
                service,
                library::entries,
                library::load,
                library::origin,
                () -> TorchEngine.start().version(),
                ImageReader::open,
                Optional.of(DefaultClientProfile.getProfile()),
                Samples::all);
        return new Program(outside, folder.resolve("window.properties"));
    }

    @Override
    public void close() {
        outside.service().close();
    }
}
