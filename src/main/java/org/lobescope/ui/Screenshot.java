package org.lobescope.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.service.home.Home;
import org.lobescope.sky.PixelPosition;
import org.lobescope.ui.source.SourceModel.Opened;

/** A picture of the real window, without a display: all tiles finished. */
public final class Screenshot {
    /** The headless screen's side; a larger window can be laid out, but not shown. */
    private static final double SCREEN = 900;

    private static final long PATIENCE_MINUTES = 30;
    private static final int FRAMES_TO_SETTLE = 4;

    private Screenshot() {}

    /**
     * What to show.
     *
     * @param image to open; empty: the first sample
     * @param classifier its id or file; empty: the first one
     * @param width of the picture
     * @param height of the picture
     * @param dark whether the window is dark
     * @param textSize of running text, px
     */
    public record Shot(
            Optional<Path> image, Optional<String> classifier, int width, int height, boolean dark, double textSize) {}

    /**
     * Renders the window and writes it as PNG.
     *
     * @param home where to compute
     * @param device to compute with; empty: the best
     * @throws Problem when the image or the classifier can't be opened, or the file can't be written
     */
    public static void write(Path file, Shot shot, Home home, Optional<Device> device) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        ExecutorService background = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("window-work-", 1).factory());
        CompletableFuture<BufferedImage> picture = new CompletableFuture<>();
        Program program = Program.start(Optional.of(home), device);
        try {
            Toolkit.start(() -> show(program, shot, background, picture));
            save(picture.get(PATIENCE_MINUTES, TimeUnit.MINUTES), file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new Problem("The maps were not finished after " + PATIENCE_MINUTES + " minutes.", e);
        } finally {
            background.shutdownNow();
            program.close();
            Platform.exit();
        }
    }

    private static void show(
            Program program, Shot shot, ExecutorService background, CompletableFuture<BufferedImage> picture) {
        Theme theme = new Theme();
        theme.choose(shot.dark() ? ColorScheme.DARK : ColorScheme.LIGHT);
        theme.textSize().set(shot.textSize());
        Explorer explorer = new Explorer(
                program.outside().beginningWith(shot.classifier()).alone(),
                theme,
                new Settings(null),
                new NoDialogs(),
                background);
        Parent root = explorer.root();
        root.setManaged(false);
        root.resize(shot.width(), shot.height());
        Stage stage = new Stage();
        stage.setScene(new Scene(new Pane(root), SCREEN, SCREEN));
        stage.show();
        ExplorerModel model = explorer.model();
        model.notices()
                .notices()
                .addListener((javafx.beans.Observable o) -> model.notices().notices().stream()
                        .findFirst()
                        .ifPresent(notice -> picture.completeExceptionally(new Problem(notice.sentence()))));
        model.question().classifier().addListener((o, before, now) -> {
            if (before == null && now != null) {
                openImage(explorer, shot);
            }
        });
        model.source().opened().addListener((o, before, now) -> {
            if (now != null) {
                Platform.runLater(() -> model.crosshair().pin(brightest(now)));
            }
        });
        new WhenFinished(model, () -> picture.complete(snapshot(root, shot))).start();
    }

    /** The crosshair stands on the brightest pixel, so that the status bar has something to read. */
    private static PixelPosition brightest(Opened opened) {
        var image = opened.image();
        var part = opened.prepared().cutOut();
        PixelPosition best = opened.cutOut().centre();
        float most = Float.NEGATIVE_INFINITY;
        for (int y = Math.max(0, part.y()); y < Math.min(image.height(), part.y() + part.height()); y++) {
            for (int x = Math.max(0, part.x()); x < Math.min(image.width(), part.x() + part.width()); x++) {
                if (image.at(x, y) > most) {
                    most = image.at(x, y);
                    best = new PixelPosition(x, y);
                }
            }
        }
        return best;
    }

    private static void openImage(Explorer explorer, Shot shot) {
        if (shot.image().isPresent()) {
            explorer.controller().open(shot.image().get());
            return;
        }
        var samples = explorer.model().start().samples();
        if (!samples.isEmpty()) {
            explorer.controller().open(samples.getFirst().sample());
            return;
        }
        samples.addListener((javafx.beans.Observable o) -> {
            if (!samples.isEmpty() && explorer.model().source().opened().get() == null) {
                explorer.controller().open(samples.getFirst().sample());
            }
        });
    }

    private static BufferedImage snapshot(Parent root, Shot shot) {
        SnapshotParameters whole = new SnapshotParameters();
        whole.setViewport(new Rectangle2D(0, 0, shot.width(), shot.height()));
        return SwingFXUtils.fromFXImage(root.snapshot(whole, null), null);
    }

    private static void save(BufferedImage picture, Path file) {
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var g = opaque.createGraphics();
        g.drawImage(picture, 0, 0, null);
        g.dispose();
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!ImageIO.write(opaque, "png", file.toFile())) {
                throw new IOException("no PNG writer");
            }
        } catch (IOException e) {
            throw new Problem(file + " could not be written (" + e.getMessage() + "); choose another place.", e);
        }
    }

    /** Waits, frame by frame, until all answers and the strip are there and a few frames have been laid out. */
    private static final class WhenFinished extends AnimationTimer {
        private final ExplorerModel model;
        private final Runnable action;
        private int frames;

        WhenFinished(ExplorerModel model, Runnable action) {
            this.model = model;
            this.action = action;
        }

        @Override
        public void handle(long now) {
            boolean answers =
                    model.source().logits().get() != null && model.tiles().ended();
            boolean strip = model.layers().small().size()
                    == model.layers().layers().get().size();
            boolean ready = model.status().service().get().ready();
            boolean all =
                    answers && strip && ready && model.status().busy().get().isEmpty();
            frames = all ? frames + 1 : 0;
            if (frames == FRAMES_TO_SETTLE) {
                stop();
                action.run();
            }
        }
    }
}
