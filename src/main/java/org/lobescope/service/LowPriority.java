package org.lobescope.service;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads that compute give way to the threads that draw the window.
 *
 * <p>The window's threads need the processor for some milliseconds at a time; beside as many computing threads as cores
 * they would wait for whole time slices. Java's own priorities do that on Windows and macOS. On Linux Java does nothing
 * with them, so the thread's nice value is set there.
 */
final class LowPriority {
    private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);

    /** Leaves about a tenth of a core that a usual thread wants too, and all of one that nobody else wants. */
    private static final int NICER = 10;

    private static final int NICEST = 19;

    /** PRIO_PROCESS: on Linux this means one thread, by its number. */
    private static final int ONE_THREAD = 0;

    private static final int THIS_THREAD = 0;

    private LowPriority() {}

    /** Threads that give way from the start. */
    static ThreadFactory threads(ThreadFactory usual) {
        return work -> usual.newThread(() -> {
            ofThisThread();
            work.run();
        });
    }

    /** Lowers the calling thread; where the system refuses, it stays as it is. */
    static void ofThisThread() {
        Thread thread = Thread.currentThread();
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            thread.setPriority(Thread.MIN_PRIORITY);
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle getPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("getpriority"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            MethodHandle setPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            // Counted from the process's first thread: a thread inherits the value of the one that starts it, which may
            // be lowered already.
            int process = (int) getPriority.invokeExact(
                    ONE_THREAD, (int) ProcessHandle.current().pid());
            int nice = Math.min(NICEST, process + NICER);
            int refused = (int) setPriority.invokeExact(ONE_THREAD, THIS_THREAD, nice);
            LOG.debug("{} {} the nice value {}", thread.getName(), refused == 0 ? "has" : "was refused", nice);
        } catch (Throwable e) { // a convenience: nothing depends on it but how smoothly the window moves
            LOG.info("the priority of {} can't be lowered here", thread.getName(), e);
        }
    }
}
