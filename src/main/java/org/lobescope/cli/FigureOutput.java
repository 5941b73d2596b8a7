package org.lobescope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lobescope.Version;
import org.lobescope.WholeFile;
import org.lobescope.figure.Caption;
import org.lobescope.figure.PanelContent;
import org.lobescope.figure.PanelFigure;
import org.lobescope.figure.PanelWriter;
import org.lobescope.network.torch.TorchEngine;
import org.lobescope.session.Session;
import org.lobescope.session.Session.Made;
import org.lobescope.session.SessionFile;

/** Writes figures and captions of a session. */
final class FigureOutput {
    private FigureOutput() {}

    /** The versions that compute maps now; the engine runs already. */
    static Made made() {
        return new Made(
                Version.CURRENT.program(),
                Version.CURRENT.djl(),
                TorchEngine.start().version());
    }

    /** Writes a figure that carries the session, with paths relative to the figure's folder. */
    static void figure(Path file, PanelContent content, Session session) {
        figure(file, content, session, SessionFile.text(session, SessionFile.folder(file)));
    }

    /** Writes a figure that carries the session in these very words. */
    static void figure(Path file, PanelContent content, Session session, String text) {
        PanelWriter.write(file, PanelFigure.of(content, session.style()), Optional.of(text));
    }

    /** Writes the caption. */
    static void caption(Path file, PanelContent content, Session session) {
        String text = Caption.latex(
                content,
                session.style(),
                List.of(
                        "DJL " + session.made().djl(),
                        "PyTorch " + session.made().pytorch()));
        WholeFile.write(file, draft -> Files.writeString(draft, text, StandardCharsets.UTF_8));
    }
}
