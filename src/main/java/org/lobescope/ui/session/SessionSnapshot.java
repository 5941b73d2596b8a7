package org.lobescope.ui.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lobescope.ContentHash;
import org.lobescope.Problem;
import org.lobescope.Version;
import org.lobescope.classifier.ClassifierLibrary.Origin;
import org.lobescope.network.Layer;
import org.lobescope.session.Session;
import org.lobescope.sky.ImageEntry;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.ExplorerModel;
import org.lobescope.ui.Outside;
import org.lobescope.ui.display.DisplayModel.Scope;
import org.lobescope.ui.picture.ZoomModel.Zoom;
import org.lobescope.ui.source.Place;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.tile.TileModel;

/** The state of the window as a session. */
public final class SessionSnapshot {
    private final ExplorerModel model;
    private final Outside outside;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    /** Takes snapshots of that state. */
    public SessionSnapshot(ExplorerModel model, Outside outside) {
        this.model = model;
        this.outside = outside;
    }

    /**
     * The state now, without the hashes of files and the version of the engine, which take time: {@link #complete} adds
     * them. Empty while no image is open. To be called on the window's thread.
     */
    public Optional<Session> take() {
        Opened opened = model.source().opened().get();
        if (opened == null) {
            return Optional.empty();
        }
        return Optional.of(new Session(
                new Session.Made("", "", ""),
                image(opened.place()),
                Optional.of(opened.prepared().cutOut()),
                new Session.Network(model.question().where(opened.classifier()), Optional.empty(), ""),
                question(),
                model.tiles().order().stream().map(this::tile).toList(),
                display(),
                view(),
                model.figure().options().get()));
    }

    private static Session.Image image(Place place) {
        return new Session.Image(
                place.file().map(Path::toAbsolutePath),
                place.sample().map(Sample::id).orElse(""),
                "",
                place.image().map(ImageEntry::hdu),
                place.file().map(file -> place.plane()));
    }

    private Session.Question question() {
        Layer layer = model.layers().chosen().get();
        return new Session.Question(
                Optional.of(model.question().className()),
                model.question().kind().get(),
                model.question().preset().get(),
                Optional.ofNullable(layer).map(Layer::name),
                model.question().comparison().get());
    }

    private Session.Tile tile(TileModel tile) {
        return new Session.Tile(tile.method().get(), true);
    }

    private Session.Display display() {
        return new Session.Display(
                model.imageDisplay().style().get(),
                model.display().style().get(),
                model.display().scope().get() == Scope.SHARED,
                model.display().overlay().get(),
                model.display().contours().get(),
                model.imageDisplay().contourLevels().get());
    }

    private Session.View view() {
        Zoom zoom = model.zoom().zoom().get();
        TileModel alone = model.tiles().enlarged().get();
        return new Session.View(
                zoom.factor(),
                zoom.factor() == 1 ? Optional.empty() : Optional.of(zoom.centre()),
                model.crosshair().pinned(),
                Optional.ofNullable(alone).map(TileModel::id));
    }

    /**
     * The same with what identifies its files, and what made it. Takes time.
     *
     * @throws Problem when a file is gone
     */
    public Session complete(Session taken) {
        Origin origin = outside.origin().apply(taken.classifier().id());
        return taken.with(new Session.Made(
                        Version.CURRENT.program(),
                        Version.CURRENT.djl(),
                        outside.engine().get()))
                .with(new Session.Image(
                        taken.image().file(),
                        taken.image().sample(),
                        taken.image().file().map(this::hash).orElse(""),
                        taken.image().hdu(),
                        taken.image().plane()))
                .with(new Session.Network(origin.id(), origin.file(), origin.sha256()));
    }

    /** Hashed once as long as the file stays as it is. */
    private String hash(Path file) {
        try {
            String state = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
            return hashes.computeIfAbsent(state, key -> ContentHash.of(file));
        } catch (java.io.IOException e) {
            throw new Problem("The image " + file + " can't be read any more; put it back.", e);
        }
    }
}
