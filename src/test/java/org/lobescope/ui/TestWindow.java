package org.lobescope.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.stage.Stage;
import org.astrogrid.samp.client.ClientProfile;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.network.torch.TorchScriptTrial;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.Samples;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window on the headless screen, with a service and dialogs of the test, and a hand for mouse and keys. */
final class TestWindow implements AutoCloseable {
    private static final long PATIENCE = 120;
    private static final double SIDE = 880;

    /** Answers of the dialogs, set by a test. */
    static final class Answers implements Dialogs {
        volatile Optional<Path> image = Optional.empty();
        volatile Optional<Path> model = Optional.empty();
        volatile Optional<Path> figure = Optional.empty();
        volatile Optional<Path> session = Optional.empty();
        volatile Optional<Path> folder = Optional.empty();
        volatile Optional<Path> located = Optional.empty();
        final List<Path> missing = new ArrayList<>();
        final List<String> suggested = new ArrayList<>();

        @Override
        public List<Path> chooseImages(List<Path> recent) {
            return image.stream().toList();
        }

        @Override
        public Optional<Path> chooseModel() {
            return model;
        }

        @Override
        public Optional<Path> chooseSession() {
            return session;
        }

        @Override
        public Optional<Path> saveSession(String suggestedName) {
            suggested.add(suggestedName);
            return session;
        }

        @Override
        public Optional<Path> locate(String what, Path expected) {
            missing.add(expected);
            return located;
        }

        @Override
        public Optional<Path> chooseFolder(String title) {
            return folder;
        }

        @Override
        public Optional<Path> chooseFigure(String suggestedName) {
            suggested.add(suggestedName);
            return figure;
        }
    }

    final Answers dialogs = new Answers();
    private final ExecutorService background =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final Explorer explorer;
    private final Stage stage;

    /**
     * Opens the window and waits until it can be worked with.
     *
     * @param folder for the user's models; empty
     * @param first the classifier to begin with; empty: the bundled one
     */
    TestWindow(ExplanationService service, Path folder, Optional<String> first) throws Exception {
        this(service, folder, first, Optional.empty());
    }

    TestWindow(ExplanationService service, Path folder, Optional<String> first, Optional<ClientProfile> samp)
            throws Exception {
        FxToolkit.registerPrimaryStage();
        ClassifierLibrary library = new ClassifierLibrary(folder.resolve("models"), new TorchScriptTrial());
        Outside outside = new Outside(
                        service,
                        library::entries,
                        library::load,
                        library::origin,
                        () -> "0.0",
                        ImageReader::open,
                        samp,
                        Samples::all)
                .beginningWith(first);
        explorer = WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1000, () -> {
            Theme theme = new Theme();
            theme.choose(ColorScheme.LIGHT);
            return new Explorer(outside, theme, new Settings(folder.resolve("window.properties")), dialogs, background);
        });
        stage = WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1000, () -> {
            Stage fresh = new Stage();
            fresh.setScene(new Scene(explorer.root(), SIDE, SIDE));
            fresh.show();
            return fresh;
        });
        until(() -> model().start().samples().size() == Samples.all().size());
        until(() -> model().question().classifier().get() != null);
    }

    Explorer explorer() {
        return explorer;
    }

    ExplorerModel model() {
        return explorer.model();
    }

    /** Waits for something that is asked on the window's thread. */
    static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1000, condition));
    }

    /** Does something on the window's thread. */
    static void fx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1000, action);
    }

    /** Lets everything happen that was asked for on the window's thread, and the layout. */
    static void settle() {
        WaitForAsyncUtils.waitForFxEvents(5);
    }

    void openSample() throws Exception {
        fx(() -> explorer.controller().open(Samples.all().getFirst()));
        untilFinished();
    }

    void open(Path file) throws Exception {
        fx(() -> explorer.controller().open(file));
        untilFinished();
    }

    void untilFinished() throws Exception {
        until(() -> model().source().opened().get() != null
                && model().tiles().all().stream().allMatch(t -> t.state().get() instanceof RequestState.Finished));
        settle();
    }

    /** The node of the window with this style or id. */
    @SuppressWarnings("unchecked")
    <T extends Node> T find(String selector) {
        T node = (T) explorer.root().lookup(selector);
        if (node == null) {
            throw new AssertionError("no " + selector);
        }
        return node;
    }

    /** A key at the control that has the focus, else at the window. */
    void key(KeyCode code, String text, boolean control) {
        Node focus = stage.getScene().getFocusOwner();
        key(focus == null ? explorer.root() : focus, code, text, control);
    }

    /** A key at a control. */
    static void key(Node target, KeyCode code, String text, boolean control) {
        fx(() -> {
            Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, false, control, false, false));
        });
        settle();
    }

    /** The mouse at a point of a node: pressed, dragged, released, moved or clicked. */
    static void mouse(Node node, javafx.event.EventType<MouseEvent> type, double x, double y, int clicks) {
        fx(() -> {
            Point2D scene = node.localToScene(x, y);
            boolean down = type != MouseEvent.MOUSE_MOVED;
            Event.fireEvent(
                    node,
                    new MouseEvent(
                            type,
                            scene.getX(),
                            scene.getY(),
                            scene.getX(),
                            scene.getY(),
                            down ? MouseButton.PRIMARY : MouseButton.NONE,
                            clicks,
                            false,
                            false,
                            false,
                            false,
                            down,
                            false,
                            false,
                            true,
                            false,
                            type != MouseEvent.MOUSE_DRAGGED,
                            new PickResult(node, scene.getX(), scene.getY())));
        });
        settle();
    }

    @Override
    public void close() {
        fx(() -> {
            stage.close();
            explorer.close();
        });
        background.shutdownNow();
    }
}
