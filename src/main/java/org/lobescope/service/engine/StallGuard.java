package org.lobescope.service.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Closes a stream from which nothing comes any more, or that is not wanted: a blocked read would wait for ever. */
final class StallGuard implements Closeable {
    private static final long GLANCE_MILLIS = 100;

    private final Thread thread;
    private volatile long heard = System.nanoTime();

    StallGuard(InputStream stream, Duration patience, BooleanSupplier stopped) {
        thread = Thread.ofPlatform().daemon().name("download-guard").start(() -> {
            try {
                while (!stopped.getAsBoolean() && System.nanoTime() - heard < patience.toNanos()) {
                    Thread.sleep(GLANCE_MILLIS);
                }
                stream.close();
            } catch (InterruptedException | IOException e) {
                // nothing to guard any more
            }
        });
    }

    /** Something came. */
    void alive() {
        heard = System.nanoTime();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
