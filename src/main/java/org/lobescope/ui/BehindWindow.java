package org.lobescope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Work that begins when the window has been drawn. Until then it would only keep the window away: it takes cores, and while
 * the system loads PyTorch's libraries no other thread can look up a native function.
 */
final class BehindWindow implements Executor {
    private final Executor background;
    private @Nullable List<Runnable> held = new ArrayList<>();

    /** Work runs on {@code background}. */
    BehindWindow(Executor background) {
        this.background = background;
    }

    @Override
    public void execute(Runnable work) {
        synchronized (this) {
            if (held != null) {
                held.add(work);
                return;
            }
        }
        background.execute(work);
    }

    /** Begins what was held, in the order in which it came; from now on nothing is held. */
    void begin() {
        List<Runnable> first;
        synchronized (this) {
            first = held == null ? List.of() : held;
            held = null;
        }
        first.forEach(background::execute);
    }
}
