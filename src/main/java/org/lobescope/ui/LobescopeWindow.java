package org.lobescope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.service.engine.ChosenEngine;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.service.home.Home;
import org.lobescope.ui.home.HomeController;
import org.lobescope.ui.home.HomeModel;
import org.lobescope.ui.home.HomeView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window as a program. */
public final class LobescopeWindow {
    private static final Logger LOG = LoggerFactory.getLogger(LobescopeWindow.class);
    private static final double WIDTH = 1560;
    private static final double HEIGHT = 980;
    private static final double LEAST_WIDTH = 960;
    private static final double LEAST_HEIGHT = 660;

    private LobescopeWindow() {}

    /**
     * Opens the window and returns when it was closed.
     *
     * @param engine which PyTorch the program was started with
     * @param files images to open; the first one is shown
     * @param home where to compute; empty: where it was chosen in the window
     * @param device to compute with; empty: the best
     * @throws Problem when there is no display, or the system lacks what a window needs
     */
    public static void open(EngineStart engine, List<Path> files, Optional<Home> home, Optional<Device> device) {
        open(engine, files, home, device, explorer -> {});
    }

    /**
     * Opens the window, waits until all maps of an image are there, opens what else is in the window, and closes it: from
     * this run the cache of loaded classes is recorded that later starts begin with.
     *
     * @throws Problem when there is no display, or the system lacks what a window needs
     */
    public static void rehearse(Path image) {
        open(EngineStart.OWN, List.of(image), Optional.of(Home.USUAL), Optional.of(Device.CPU), Rehearsal::new);
    }

    private static void open(
            EngineStart engine,
            List<Path> files,
            Optional<Home> home,
            Optional<Device> device,
            Consumer<Explorer> whenShown) {
        Toolkit.check();
        CountDownLatch closed = new CountDownLatch(1);
        ExecutorService background = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("window-work-", 1).factory());
        Program program = Program.start(home, device);
        try {
            Toolkit.start(() -> show(engine, program, new BehindWindow(background), files, closed, whenShown));
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            background.shutdownNow();
            program.close();
            Platform.exit();
        }
    }

    private static void show(
            EngineStart engine,
            Program program,
            BehindWindow background,
            List<Path> files,
            CountDownLatch closed,
            Consumer<Explorer> whenShown) {
        Toolkit.name("lobescope");
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> LOG.error("in the window", e));
        Stage stage = new Stage();
        Settings settings = new Settings(program.settingsFile());
        Theme theme = new Theme();
        FileDialogs dialogs = new FileDialogs(stage);
        Explorer explorer = new Explorer(program.outside(), theme, settings, dialogs, background);
        EnginePage engines = new EnginePage(ChosenEngine::ofUser, engine, explorer, dialogs, background);
        HomeModel homes = new HomeModel();
        HomeController moves = new HomeController(program.homes(), homes, settings::home, background);
        explorer.controller().homes(() -> new HomeView(homes, moves));
        program.notices()
                .listen(sentence ->
                        Platform.runLater(() -> explorer.model().notices().problem(sentence)));
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setScene(
                new Scene(explorer.root(), Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight())));
        stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
        stage.setTitle("Lobescope");
        Image icon = Toolkit.icon();
        if (icon != null) {
            stage.getIcons().add(icon);
        }
        explorer.model()
                .source()
                .opened()
                .addListener((o, before, now) ->
                        stage.setTitle(now == null ? "Lobescope" : now.image().name() + " – Lobescope"));
        stage.setOnHidden(e -> {
            engines.close();
            explorer.close();
            closed.countDown();
        });
        new StartClock(explorer.model()).start(() -> {
            program.outside().service().prepare();
            background.begin();
        });
        stage.show();
        explorer.controller().welcome();
        explorer.controller().openAll(files);
        whenShown.accept(explorer);
    }
}
