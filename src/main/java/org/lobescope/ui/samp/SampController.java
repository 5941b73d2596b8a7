package org.lobescope.ui.samp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.util.Duration;
import org.astrogrid.samp.client.ClientProfile;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.explain.Explanation;
import org.lobescope.figure.MapFits;
import org.lobescope.figure.PanelContent;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;
import org.lobescope.sky.Wcs;
import org.lobescope.ui.ExplorerModel;
import org.lobescope.ui.samp.SampModel.Listeners;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.task.LatestTask;

/** Opens images that other programs send, and sends them maps and the position of the crosshair. */
public final class SampController implements AutoCloseable {
    private static final Duration EVERY = Duration.seconds(2);
    private static final long LARGEST = 4L << 30;

    private final ExplorerModel model;
    private final Supplier<Optional<PanelContent>> content;
    private final Consumer<Path> open;
    private final LatestTask sending;
    private final LatestTask fetching;
    private final Executor background;
    private final Timeline clock;
    private @Nullable SampLine line;
    private boolean closed;
    private @Nullable Path folder;

    /**
     * Looks for a hub from now on.
     *
     * @param profile how hubs are found
     * @param content the finished maps
     * @param open opens a file
     */
    public SampController(
            ExplorerModel model,
            ClientProfile profile,
            Supplier<Optional<PanelContent>> content,
            Consumer<Path> open,
            Executor background) {
        this.model = model;
        this.content = content;
        this.open = open;
        this.background = background;
        this.sending = new LatestTask(background);
        this.fetching = new LatestTask(background);
        this.clock = new Timeline(new KeyFrame(EVERY, e -> look()));
        clock.setCycleCount(Animation.INDEFINITE);
        background.execute(() -> {
            SampLine fresh = new SampLine(
                    profile,
                    (url, name) -> Platform.runLater(() -> receive(url, name)),
                    at -> Platform.runLater(() -> point(at)));
            Platform.runLater(() -> {
                if (closed) {
                    return; // the window was open for a moment only
                }
                line = fresh;
                clock.play();
                look();
            });
        });
    }

    /** Asks who is there. */
    private void look() {
        SampLine now = line;
        if (now != null) {
            background.execute(() -> {
                boolean connected = now.connected();
                Listeners listeners = now.listeners();
                Platform.runLater(() -> {
                    model.samp().connected().set(connected);
                    model.samp().listeners().set(listeners);
                });
            });
        }
    }

    private void receive(String url, String name) {
        model.status().busy().set("Receiving " + (name.isBlank() ? "an image" : name) + " …");
        fetching.run(
                () -> fetch(url),
                file -> {
                    model.status().busy().set("");
                    open.accept(file);
                },
                reason -> {
                    model.status().busy().set("");
                    model.notices().problem(reason);
                });
    }

    /** The file of a URL; what is elsewhere is copied. */
    private Path fetch(String url) throws IOException {
        URI uri;
        try {
            uri = URI.create(url);
            if ("file".equalsIgnoreCase(uri.getScheme())) {
                // file://localhost/x is what some programs write.
                return Path.of(new URI("file", null, uri.getPath(), null));
            }
        } catch (IllegalArgumentException | java.net.URISyntaxException | FileSystemNotFoundException e) {
            throw new Problem("Another program sent an image at \"" + url + "\", which is no address of a file.", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Problem(
                    "Another program sent an image at \"" + url + "\"; only files and web addresses are opened.");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._+-]", "_");
        Path copy = folder().resolve(last.isEmpty() ? "received.fits" : last);
        try (InputStream in = uri.toURL().openStream();
                OutputStream out = Files.newOutputStream(copy)) {
            byte[] buffer = new byte[1 << 16];
            long sum = 0;
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                sum += n;
                if (sum > LARGEST) {
                    throw new Problem("The image at " + url + " has more than 4 GB; save it and open the file.");
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new Problem("The image at " + url + " could not be fetched (" + e.getMessage() + "); try again.", e);
        }
        return copy;
    }

    private synchronized Path folder() throws IOException {
        Path now = folder;
        if (now == null) {
            now = Files.createTempDirectory("lobescope-samp-");
            folder = now;
        }
        return now;
    }

    /** Puts the crosshair where another program points. */
    private void point(double[] at) {
        Opened opened = model.source().opened().get();
        if (opened != null) {
            opened.image()
                    .wcs()
                    .filter(SampController::equatorial)
                    .flatMap(wcs -> wcs.toPixel(new SkyPosition(at[0], at[1])))
                    .filter(opened.whole()::contains)
                    .ifPresent(model.crosshair()::place);
        }
    }

    /** Whether positions are ICRS, to the precision of a radio image. */
    private static boolean equatorial(Wcs wcs) {
        return wcs.frame().equals("ICRS") || wcs.frame().equals("FK5 J2000");
    }

    /** Sends all finished maps as FITS images. */
    public void sendMaps() {
        Optional<PanelContent> now = content.get();
        SampLine to = line;
        if (now.isEmpty() || to == null) {
            model.notices().problem("There is no finished map to send yet; open an image and wait for one.");
            return;
        }
        PanelContent maps = now.get();
        model.status().busy().set("Sending maps …");
        sending.run(
                () -> {
                    int receivers = 0;
                    List<Path> files = write(maps);
                    for (int i = 0; i < files.size(); i++) {
                        String title = maps.explanations().get(i).method().id().title()
                                + (maps.pairs() ? ", " + maps.side(i) : "");
                        receivers = to.image(
                                files.get(i).toUri().toString(),
                                title + " of " + maps.image().name());
                    }
                    return files.size() + " maps were sent to " + programs(receivers) + ".";
                },
                this::sent,
                this::refuse);
    }

    private List<Path> write(PanelContent maps) throws IOException {
        Path place = Files.createTempDirectory(folder(), "maps-");
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < maps.explanations().size(); i++) {
            Explanation map = maps.explanations().get(i);
            String side = maps.pairs() ? "-" + maps.side(i).replaceAll("[^A-Za-z0-9+-]", "_") : "";
            Path file = place.resolve(map.method().id().id() + side + ".fits");
            MapFits.write(file, maps, map);
            files.add(file);
        }
        return files;
    }

    private static String programs(int count) {
        return count == 1 ? "one program" : count + " programs";
    }

    /** Points other programs at the crosshair. */
    public void pointThere() {
        Opened opened = model.source().opened().get();
        PixelPosition at = model.crosshair().position().get();
        SampLine to = line;
        Optional<SkyPosition> sky = opened == null || at == null
                ? Optional.empty()
                : opened.image().wcs().filter(SampController::equatorial).flatMap(wcs -> wcs.toSky(at));
        if (sky.isEmpty() || to == null) {
            model.notices()
                    .problem(
                            "There is no position to point at: the crosshair has to be in an image with right ascension"
                                    + " and declination (ICRS or J2000).");
            return;
        }
        sending.run(
                () -> "Pointed "
                        + programs(to.point(sky.get().longitude(), sky.get().latitude())) + " at the crosshair.",
                this::sent,
                this::refuse);
    }

    private void sent(String sentence) {
        model.status().busy().set("");
        model.notices().done(sentence, null);
    }

    private void refuse(String reason) {
        model.status().busy().set("");
        model.notices().problem(reason);
    }

    @Override
    public void close() {
        closed = true;
        clock.stop();
        SampLine now = line;
        if (now != null) {
            background.execute(now::close);
        }
    }
}
