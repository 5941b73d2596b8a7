package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.Popover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.RequestState;
import org.lobescope.service.home.Home;
import org.lobescope.service.home.MovingService;
import org.lobescope.service.remote.RemoteExplanationService;
import org.lobescope.service.worker.FakeWorker;
import org.lobescope.service.worker.WorkerLink;
import org.lobescope.service.worker.WorkerPolicy;
import org.lobescope.ui.home.HomeController;
import org.lobescope.ui.home.HomeModel;
import org.lobescope.ui.home.HomeView;
import org.lobescope.ui.notice.NoticeModel.Notice;

/** Choosing where to compute, in the window; and a worker that dies in the middle of ten methods. */
class HomeChoiceTest {
    @TempDir
    private Path folder = Path.of(".");

    private final BlockingQueue<WorkerLink> links = new LinkedBlockingQueue<>();
    private final HomeNotices notices = new HomeNotices();

    private MovingService service(Path starts) {
        return new MovingService(Home.USUAL, home -> switch (home) {
            case Home.InProcess p -> new PatternService();
            case Home.Worker w -> {
                WorkerLink link = new WorkerLink(FakeWorker.command(starts, 1), WorkerPolicy.usual(), notices);
                links.add(link);
                yield new RemoteExplanationService(link, ExplanationStore.NONE, 1 << 24);
            }
            case Home.Remote r -> throw new Problem("There is no token file x.");
        });
    }

    private static <T extends Node> T in(TestWindow window, String id, Class<T> type) {
        return type.cast(content(window).lookup(id));
    }

    private static Node content(TestWindow window) {
        Popover pop = window.explorer().controller().pops().shown();
        if (pop == null) {
            throw new AssertionError("no pop-over");
        }
        return pop.getContentNode();
    }

    @Test
    void theWorkerIsChosenKilledAndAllTenFinish() throws Exception {
        Path starts = Files.createDirectory(folder.resolve("starts"));
        ExecutorService background =
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
        MovingService service = service(starts);
        Settings settings = new Settings(folder.resolve("home.properties"));
        try (TestWindow window = new TestWindow(service, folder, Optional.empty())) {
            HomeModel model = new HomeModel();
            HomeController moves = new HomeController(service, model, settings::home, background);
            TestWindow.fx(() -> window.explorer().controller().homes(() -> new HomeView(model, moves)));
            notices.listen(
                    sentence -> Platform.runLater(() -> window.model().notices().problem(sentence)));
            Hyperlink status = window.find("#home");
            TestWindow.until(() -> status.getText().equals("pattern"));
            TestWindow.fx(status::fire);
            TestWindow.settle();

            // A host that cannot be used is told where it was chosen, and nothing changes.
            TestWindow.fx(() -> {
                in(window, "#home-remote", RadioButton.class).setSelected(true);
                in(window, "#home-address", TextField.class).setText("gpu.example.org:7333");
                assertTrue(in(window, "#home-use", Button.class).isDisabled());
                in(window, "#home-token", TextField.class).setText("x");
                in(window, "#home-use", Button.class).fire();
            });
            TestWindow.until(
                    () -> in(window, "#home-problem", Label.class).getText().equals("There is no token file x."));
            TestWindow.settle();
            picture(window, "home.png");
            assertEquals(Home.USUAL, new Settings(folder.resolve("home.properties")).home());

            TestWindow.fx(() -> {
                in(window, "#home-worker", RadioButton.class).setSelected(true);
                in(window, "#home-use", Button.class).fire();
            });
            TestWindow.until(() -> status.getText().equals("a worker process · abacus"));
            assertEquals(new Home.Worker(), new Settings(folder.resolve("home.properties")).home());

            TestWindow.fx(() -> window.explorer()
                    .controller()
                    .open(org.lobescope.sky.Samples.all().getFirst()));
            TestWindow.until(() -> window.model().tiles().all().stream()
                    .allMatch(tile -> tile.state().get() instanceof RequestState.Running
                            && tile.shown().get() != null));
            assertTrue(ProcessHandle.of(links.remove().pid().orElseThrow())
                    .orElseThrow()
                    .destroyForcibly());
            window.untilFinished();
            List<String> told = window.model().notices().notices().stream()
                    .map(Notice::sentence)
                    .toList();
            assertEquals(
                    List.of("The worker process was killed from outside, as the system does when memory runs out; it is"
                            + " started anew, and what it was computing is tried once more."),
                    told);
        } finally {
            service.close();
            background.shutdownNow();
        }
    }

    private static void picture(TestWindow window, String name) {
        String where = System.getProperty("lobescope.pictures");
        if (where != null) {
            TestWindow.fx(() -> {
                try {
                    var image = content(window).getScene().getRoot().snapshot(null, null);
                    ImageIO.write(
                            SwingFXUtils.fromFXImage(image, null),
                            "png",
                            Path.of(where, name).toFile());
                    ImageIO.write(
                            SwingFXUtils.fromFXImage(window.explorer().root().snapshot(null, null), null),
                            "png",
                            Path.of(where, "window-" + name).toFile());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
    }
}
