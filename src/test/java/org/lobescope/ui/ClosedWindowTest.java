package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window that was closed does nothing any more and leaves memory. */
class ClosedWindowTest {
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;
    private static final long TWO_TICKS_MILLIS = 1200;

    @TempDir
    Path folder;

    /** What remains of a window that was worked with and closed. */
    private WeakReference<Explorer> used(PatternService service) throws Exception {
        try (TestWindow window = new TestWindow(service, folder, Optional.empty())) {
            window.openSample();
            TestWindow.fx(() -> window.model().blink().blinking().set(true));
            return new WeakReference<>(window.explorer());
        }
    }

    @Test
    void theServiceIsAskedNoMore() throws Exception {
        PatternService service = new PatternService();
        WeakReference<Explorer> closed = used(service);
        TestWindow.settle();
        int asked = service.statusAsked();
        Thread.sleep(TWO_TICKS_MILLIS);
        TestWindow.settle();
        assertEquals(asked, service.statusAsked());
        closed.clear();
    }

    @Test
    void nothingHoldsIt() throws Exception {
        WeakReference<Explorer> closed = used(new PatternService());
        for (int i = 0; i < TRIES && closed.get() != null; i++) {
            TestWindow.settle();
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
        }
        assertNull(closed.get(), "the closed window is still held by something");
    }
}
