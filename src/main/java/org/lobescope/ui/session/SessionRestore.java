package org.lobescope.ui.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.ColorLimits;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.network.Layer;
import org.lobescope.session.Comparison;
import org.lobescope.session.Session;
import org.lobescope.ui.ExplorerModel;
import org.lobescope.ui.display.DisplayModel.Scope;
import org.lobescope.ui.picture.ZoomModel.Zoom;
import org.lobescope.ui.source.SourceController;
import org.lobescope.ui.tile.TileModel;
import org.lobescope.ui.undo.UndoController;

/** Brings the window into the state of a session. */
public final class SessionRestore {
    private final ExplorerModel model;
    private final SourceController source;
    private final UndoController undo;

    /** Sets that state. */
    public SessionRestore(ExplorerModel model, SourceController source, UndoController undo) {
        this.model = model;
        this.source = source;
        this.undo = undo;
    }

    /** Shows a session; on the window's thread, at once, so that one question is asked and not several. */
    void show(Restored restored) {
        Session session = restored.session();
        model.question().comparison().set(Comparison.NONE);
        question(session.question());
        tiles(session.tiles());
        display(session.display());
        undo.forget();
        List<String> classes = restored.opened().classifier().card().classes();
        Optional<Integer> index =
                session.question().className().map(classes::indexOf).filter(i -> i >= 0);
        source.show(restored.opened(), index);
        model.figure().options().set(session.figure());
        compare(session.question().comparison(), classes);
        session.question().layer().ifPresent(this::layer);
        view(session.view());
    }

    private void question(Session.Question question) {
        model.question().preset().set(question.preset());
        model.question().kind().set(question.target());
    }

    /** A class that the classifier does not have is compared with nothing. */
    private void compare(Comparison comparison, List<String> classes) {
        boolean possible = !(comparison instanceof Comparison.WithClass with)
                || classes.contains(with.name())
                        && !with.name().equals(model.question().className());
        model.question().comparison().set(possible ? comparison : Comparison.NONE);
    }

    private void tiles(List<Session.Tile> tiles) {
        List<TileModel> order = new ArrayList<>();
        for (Session.Tile tile : tiles) {
            TileModel shown = model.tiles().of(tile.method().id());
            shown.method().set(tile.method());
            order.add(shown);
        }
        // Methods that the session does not name stand behind the others.
        for (TileModel tile : model.tiles().all()) {
            if (!order.contains(tile)) {
                order.add(tile);
            }
        }
        model.tiles().order().setAll(order);
    }

    private void display(Session.Display display) {
        model.imageDisplay().contourLevels().set(display.contourLevels());
        model.imageDisplay().style().set(display.image());
        // The window's sliders speak of percentiles of each map; fixed limits are for figures.
        HeatmapStyle maps = display.maps();
        model.display()
                .style()
                .set(
                        maps.limits() instanceof ColorLimits.PerMap
                                ? maps
                                : maps.withLimits(HeatmapStyle.DEFAULT.limits()));
        model.display().scope().set(display.sharedScale() ? Scope.SHARED : Scope.PER_MAP);
        model.display().overlay().set(display.overlay());
        model.display().contours().set(display.contours());
    }

    private void layer(String name) {
        Optional<Layer> layer = model.layers().named(name);
        layer.ifPresent(model.layers()::choose);
    }

    private void view(Session.View view) {
        if (view.zoom() > 1 && view.centre().isPresent()) {
            model.zoom().zoom().set(new Zoom(view.zoom(), view.centre().get()));
        } else {
            model.zoom().reset();
        }
        model.crosshair().clear();
        view.crosshair().ifPresent(model.crosshair()::pin);
        Optional<MethodId> alone = view.enlarged();
        model.tiles().enlarged().set(alone.map(model.tiles()::of).orElse(null));
    }
}
