package org.lobescope.ui;

import java.nio.file.Path;
import java.util.List;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.session.SessionController;
import org.lobescope.ui.session.SessionModel;
import org.lobescope.ui.source.SourceController;
import org.lobescope.ui.strip.StripController;

/** Opens what is dropped, chosen or named: an image, a session, a figure that carries one, or several images. */
final class Opening {
    private final SessionModel session;
    private final SourceController source;
    private final StripController strip;
    private final SessionController sessions;

    /** Passes each file to the part that it concerns; an image that is opened has left the session's file. */
    Opening(SessionModel session, SourceController source, StripController strip, SessionController sessions) {
        this.session = session;
        this.source = source;
        this.strip = strip;
        this.sessions = sessions;
    }

    /** Opens an image or a session. */
    void open(Path file) {
        if (SessionController.named(file)) {
            sessions.open(file);
        } else if (SessionController.ambiguous(file)) {
            sessions.openFigure(file, () -> openImage(file));
        } else {
            sessions.forget();
            openImage(file);
        }
    }

    private void openImage(Path file) {
        session.file().set(null);
        source.open(file);
    }

    /** Opens a simulated image. */
    void open(Sample sample) {
        session.file().set(null);
        source.open(sample);
    }

    /** Opens the first of these files; the other images stand in the strip. */
    void openAll(List<Path> files) {
        List<Path> images =
                files.stream().filter(file -> !SessionController.named(file)).toList();
        if (images.size() > 1) {
            session.file().set(null);
            strip.show(images);
        } else if (!files.isEmpty()) {
            strip.close();
            open(files.getFirst());
        }
    }
}
