package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.service.engine.DownloadOffer;
import org.lobescope.service.engine.DownloadOffers;
import org.lobescope.service.engine.DownloadProspect;
import org.lobescope.service.engine.DownloadWatch;
import org.lobescope.service.engine.EngineChoice;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.service.engine.EngineState;
import org.lobescope.service.engine.EngineState.Source;
import org.lobescope.service.engine.NvidiaDriver;
import org.lobescope.ui.notice.NoticeModel.Notice;

/** The page Engine: a person is asked before a download, sees it, stops it and undoes it; a fallback is told. */
class EnginePageTest {
    private static final Optional<NvidiaDriver> GPU =
            Optional.of(new NvidiaDriver("NVIDIA GeForce RTX 3060", "550.54.14", Optional.of(8.6)));

    @TempDir
    Path folder;

    private final Choice choice = new Choice();
    private final ExecutorService background =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private TestWindow window;
    private @Nullable EnginePage page;

    /** A choice that is kept in memory, and a download that goes on as the test lets it. */
    private static final class Choice implements EngineChoice {
        volatile EngineState state = EngineStart.OWN.state();
        volatile Optional<NvidiaDriver> driver = GPU;
        volatile long free = 100_000_000_000L;
        volatile CountDownLatch rest = new CountDownLatch(0);
        volatile String failure = "";

        @Override
        public EngineState state() {
            return state;
        }

        @Override
        public List<String> choose(Path pointed) {
            if (!failure.isEmpty()) {
                throw new Problem(failure);
            }
            state = new EngineState(
                    Source.POINTED, Optional.of(pointed), Optional.of("2.7.1+cu128"), state.downloaded());
            return List.of("cuda:0", "cpu");
        }

        @Override
        public void forget() {
            state = new EngineState(Source.OWN, Optional.empty(), Optional.of("2.7.1"), state.downloaded());
        }

        @Override
        public DownloadProspect prospect() {
            Optional<DownloadOffer> offer = DownloadOffers.here(driver);
            return new DownloadProspect(
                    "linux-x86_64",
                    offer,
                    driver,
                    "files.pythonhosted.org",
                    Path.of("/home/somebody/.cache/lobescope/pytorch"),
                    5_000_000_000L,
                    free,
                    false);
        }

        @Override
        public List<String> download(DownloadOffer offer, DownloadWatch watch) {
            watch.at(DownloadWatch.Step.FETCHING, "torch-2.7.1.whl", offer.bytes() / 4, offer.bytes());
            try {
                while (rest.getCount() > 0 && !watch.stopped()) {
                    Thread.sleep(5);
                }
            } catch (InterruptedException e) {
                throw new Problem("interrupted");
            }
            if (watch.stopped()) {
                throw new Problem("The download was stopped.");
            }
            state = new EngineState(
                    Source.DOWNLOADED,
                    Optional.of(Path.of("/home/somebody/.cache/lobescope/pytorch")),
                    Optional.of("2.7.1+cu126"),
                    4_190_943_821L);
            return List.of("cuda:0", "cpu");
        }

        @Override
        public long remove() {
            long bytes = state.downloaded();
            state = EngineStart.OWN.state();
            return bytes;
        }
    }

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
    }

    @AfterEach
    void close() {
        EnginePage open = page;
        if (open != null) {
            TestWindow.fx(open::close);
        }
        window.close();
        background.shutdownNow();
    }

    private void begin(EngineStart start) throws Exception {
        TestWindow.fx(() -> page = new EnginePage(() -> choice, start, window.explorer(), window.dialogs, background));
        TestWindow.settle();
    }

    private void showPage() throws Exception {
        TestWindow.fx(() -> window.model().preferences().open().set(true));
        TestWindow.until(() -> window.explorer().root().lookup("#show-engine") != null);
        picture("engine-in-preferences.png");
        press("#show-engine");
        TestWindow.until(() -> window.explorer().root().lookup("#engine-download") != null);
        TestWindow.settle();
    }

    private void press(String id) {
        TestWindow.fx(() -> window.<Button>find(id).fire());
        TestWindow.settle();
    }

    private String text(String id) {
        return window.<Label>find(id).getText();
    }

    private static boolean shown(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private boolean shown(String id) {
        return shown(window.<Node>find(id));
    }

    private void until(String id, String words) throws Exception {
        TestWindow.until(() -> text(id).contains(words) && shown(id));
        TestWindow.settle();
    }

    private void picture(String name) {
        String where = System.getProperty("lobescope.pictures");
        if (where != null) {
            TestWindow.settle();
            TestWindow.fx(() -> {
                try {
                    ImageIO.write(
                            SwingFXUtils.fromFXImage(window.explorer().root().snapshot(null, null), null),
                            "png",
                            Path.of(where, name).toFile());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void aDownloadIsAskedForSeenTakenAndUndone() throws Exception {
        begin(EngineStart.OWN);
        showPage();
        picture("engine.png");
        assertTrue(text("#engine-now").contains("the program's own"));
        assertFalse(shown("#engine-remove"));
        assertTrue(window.<Button>find("#engine-own").isDisabled());
        press("#engine-download");
        until("#engine-offered", "2.67 GB from files.pythonhosted.org");
        assertFalse(shown("#engine-warning"));
        assertEquals("Download", window.<Button>find("#engine-yes").getText());
        picture("engine-question.png");
        press("#engine-no");
        assertFalse(shown("#engine-offered"), "nobody said yes");

        press("#engine-download");
        until("#engine-offered", "2.67 GB");
        choice.rest = new CountDownLatch(1);
        press("#engine-yes");
        until("#engine-progress-words", "Downloading torch-2.7.1.whl · 668 MB of 2.67 GB");
        assertEquals(0.25, window.<ProgressBar>find("#engine-progress").getProgress(), 1e-6);
        assertTrue(window.<Button>find("#engine-folder").isDisabled());
        picture("engine-progress.png");
        choice.rest.countDown();
        until("#engine-done", "From the next start on it computes on cuda:0");
        until("#engine-next", "2.7.1+cu126, downloaded into");
        assertTrue(text("#engine-now").contains("the program's own"), "this start goes on as it began");
        picture("engine-done.png");

        press("#engine-own");
        until("#engine-next", "the program's own");
        assertTrue(shown("#engine-remove"), "the download is still on the disk");
        press("#engine-remove");
        until("#engine-done", "4.19 GB are free again");
        TestWindow.until(() -> !shown("#engine-remove"));
        window.key(KeyCode.ESCAPE, "", false);
        assertFalse(shown("#engine"));
        assertTrue(shown("#preferences"));
    }

    @Test
    void aStoppedDownloadChangesNothing() throws Exception {
        begin(EngineStart.OWN);
        showPage();
        press("#engine-download");
        until("#engine-offered", "2.67 GB");
        choice.rest = new CountDownLatch(1);
        press("#engine-yes");
        until("#engine-progress-words", "668 MB");
        press("#engine-stop");
        until("#engine-problem", "stopped");
        assertTrue(text("#engine-next").contains("the program's own"));
        assertFalse(shown("#engine-progress"));
        assertFalse(window.<Button>find("#engine-download").isDisabled());
    }

    @Test
    void aDownloadThatEndsUnseenIsTold() throws Exception {
        begin(EngineStart.OWN);
        showPage();
        press("#engine-download");
        until("#engine-offered", "2.67 GB");
        choice.rest = new CountDownLatch(1);
        press("#engine-yes");
        until("#engine-progress-words", "668 MB");
        press("#engine-close");
        choice.rest.countDown();
        TestWindow.until(() -> window.model().notices().notices().stream()
                .map(Notice::sentence)
                .anyMatch(s -> s.contains("computes on cuda:0")));
    }

    @Test
    void withoutADriverAPersonGoesOnOnlyKnowingly() throws Exception {
        choice.driver = Optional.empty();
        begin(EngineStart.OWN);
        showPage();
        press("#engine-download");
        until("#engine-warning", "would bring nothing");
        assertEquals(
                "Download it all the same", window.<Button>find("#engine-yes").getText());
        picture("engine-no-driver.png");
        press("#engine-no");
        choice.driver = GPU;
        choice.free = 1_000_000_000L;
        press("#engine-download");
        until("#engine-warning", "5.00 GB must be free");
        assertFalse(shown("#engine-yes"));
    }

    @Test
    void aFolderIsTakenOrTheReasonTold() throws Exception {
        begin(EngineStart.OWN);
        showPage();
        press("#engine-folder");
        assertTrue(text("#engine-next").contains("the program's own"), "no folder was chosen");
        window.dialogs.folder = Optional.of(Path.of("/opt/libtorch"));
        choice.failure = "The PyTorch in /opt/libtorch crashed.";
        press("#engine-folder");
        until("#engine-problem", "crashed");
        choice.failure = "";
        press("#engine-folder");
        until("#engine-next", "2.7.1+cu128 in /opt/libtorch");
        assertFalse(shown("#engine-problem"));
    }

    @Test
    void aFallbackIsToldInTheWindowWithTheWayToThePage() throws Exception {
        EngineState broken = new EngineState(
                Source.POINTED, Optional.of(Path.of("/opt/libtorch/lib")), Optional.of("2.7.1+cu128"), 0);
        choice.state = broken;
        String sentence = "The PyTorch in /opt/libtorch/lib crashed or did not answer when it was tried: check the"
                + " driver of the graphics card. Lobescope computes on the processor with its own PyTorch.";
        begin(new EngineStart(broken, List.of(), Optional.of(sentence)));
        assertEquals(
                List.of(sentence),
                window.model().notices().notices().stream()
                        .map(Notice::sentence)
                        .toList());
        picture("engine-notice.png");
        Button way = window.explorer().root().lookupAll(".notice .button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(b -> "Engine …".equals(b.getText()))
                .findFirst()
                .orElseThrow();
        TestWindow.fx(way::fire);
        TestWindow.until(() -> window.explorer().root().lookup("#engine-fallback") != null);
        TestWindow.settle();
        assertTrue(shown("#engine-fallback"));
        assertEquals(sentence, text("#engine-fallback"));
        assertTrue(text("#engine-now").contains("the program's own"));
        assertTrue(text("#engine-next").contains("/opt/libtorch/lib"));
        picture("engine-fallback.png");
    }
}
