package org.lobescope.ui;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.Parent;
import org.lobescope.ui.session.Autosave;
import org.lobescope.ui.source.SourceImages;
import org.lobescope.ui.tile.TilePainter;

/** The window's parts put together: one state, the views that show it, the controllers that change it. */
public final class Explorer {
    private final ExplorerModel model = new ExplorerModel();
    private final ExplorerController controller;
    private final ExplorerView view;
    private final Theme theme;
    private final Optional<Autosave> autosave;

    /**
     * Puts the window together; to be called on the window's thread.
     *
     * @param background runs what takes long
     */
    public Explorer(Outside outside, Theme theme, Settings settings, Dialogs dialogs, Executor background) {
        this.theme = theme;
        SourceImages images = new SourceImages(model.source(), model.imageDisplay(), background);
        controller = new ExplorerController(model, outside, theme, settings, dialogs, background);
        view = new ExplorerView(model, images, controller);
        new TilePainter(model.tiles(), model.display(), images, view.tiles());
        new Keys(model, controller, view).listen();
        new FileDrop(controller, view).listen();
        theme.dress(view);
        autosave = settings.folder()
                .map(folder -> new Autosave(folder.resolve("unsaved"), controller.snapshot(), background));
        autosave.ifPresent(saved -> saved.offer(model.notices(), controller.sessions()));
    }

    /** Saves the state now, as it is done every few seconds; so that it outlives a program that is killed. */
    void autosave() {
        autosave.ifPresent(Autosave::save);
    }

    /** The window is closed as it should be; nothing has to be restored at the next start. */
    public void close() {
        controller.close();
        autosave.ifPresent(Autosave::close);
    }

    /** The state. */
    public ExplorerModel model() {
        return model;
    }

    /** What a person can do. */
    public ExplorerController controller() {
        return controller;
    }

    /** The content of the window. */
    public Parent root() {
        return view;
    }

    /** Light or dark. */
    public Theme theme() {
        return theme;
    }
}
