package org.lobescope.ui;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import javafx.application.Platform;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JavaFX itself: whether it can open a window here, and its start. */
final class Toolkit {
    private static final Logger LOG = LoggerFactory.getLogger(Toolkit.class);
    private static final String WITHOUT =
            " The commands 'lobescope explain' and 'lobescope screenshot' work without a window.";

    /** What JavaFX loads for a window: the file, and its packages for people. */
    private static final String[][] LIBRARIES = {
        {"libgtk-3.so.0", "libgtk-3 (Debian, Ubuntu: libgtk-3-0; Fedora: gtk3)"},
        {"libX11.so.6", "libX11 (Debian, Ubuntu: libx11-6; Fedora: libX11)"},
    };

    private Toolkit() {}

    /**
     * Says what is missing for a window, before JavaFX fails with a stack trace.
     *
     * @throws Problem when there is no display or GTK is missing
     */
    static void check() {
        if ("Headless".equals(System.getProperty("glass.platform"))
                || !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        missing(System.getenv(), Toolkit::loads, Toolkit::answers).ifPresent(sentence -> {
            throw new Problem(sentence);
        });
    }

    /**
     * What a window on Linux lacks, in a sentence that also tells what works without it; empty when nothing is missing.
     *
     * @param environment the process's variables
     * @param loads whether a library of that name is there
     * @param answers whether an X server lets us in; asked only when all libraries are there
     */
    static Optional<String> missing(Map<String, String> environment, Predicate<String> loads, BooleanSupplier answers) {
        String display = environment.getOrDefault("DISPLAY", "");
        if (display.isBlank()) {
            boolean wayland = environment.containsKey("WAYLAND_DISPLAY");
            return Optional.of(
                    wayland
                            ? "The window needs an X display, which Wayland sessions offer by XWayland: DISPLAY is not"
                                    + " set; install or start xwayland." + WITHOUT
                            : "There is no display for the window: neither DISPLAY nor WAYLAND_DISPLAY is set; log in"
                                    + " to a desktop, or use 'ssh -X'." + WITHOUT);
        }
        for (String[] library : LIBRARIES) {
            if (!loads.test(library[0])) {
                return Optional.of(
                        "The window needs the library " + library[1] + ", which is not installed." + WITHOUT);
            }
        }
        return answers.getAsBoolean()
                ? Optional.empty()
                : Optional.of("No display answers at DISPLAY=" + display
                        + "; check that it runs and that you may use it." + WITHOUT);
    }

    /** The library stays loaded: JavaFX needs it next, and loading GTK takes a fifth of a second. */
    private static boolean loads(String library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether an X server lets us in. */
    private static boolean answers() {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup x11 = SymbolLookup.libraryLookup("libX11.so.6", arena);
            Linker linker = Linker.nativeLinker();
            var open = linker.downcallHandle(
                    x11.find("XOpenDisplay").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            var close = linker.downcallHandle(
                    x11.find("XCloseDisplay").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            MemorySegment display = (MemorySegment) open.invokeExact(MemorySegment.NULL);
            if (display.equals(MemorySegment.NULL)) {
                return false;
            }
            int closed = (int) close.invokeExact(display);
            return closed >= 0;
        } catch (Throwable e) {
            // If the check itself does not work here, JavaFX finds out.
            return true;
        }
    }

    /**
     * Starts JavaFX and runs an action on its thread.
     *
     * @throws Problem when JavaFX does not start, or the action fails
     */
    static void start(Runnable first) {
        quiet();
        paintDirectly();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable guarded = () -> {
            try {
                first.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        };
        try {
            Platform.setImplicitExit(false);
            Platform.startup(guarded);
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
            throw new Problem("The window could not be opened (" + e.getMessage() + ")." + WITHOUT, e);
        }
    }

    /**
     * Names the program to the desktop, which so finds its menu entry and icon for the window; to be called on the window's
     * thread before the first window. JavaFX has no public way for programs that start it by themselves.
     */
    static void name(String name) {
        try {
            com.sun.glass.ui.Application.GetApplication().setName(name);
        } catch (IllegalAccessError e) {
            LOG.debug("JavaFX does not take a name", e);
        }
    }

    /** Without the warning that JavaFX runs from the class path, which is how we want it. */
    private static void quiet() {
        java.util.logging.Logger.getLogger("javafx").setLevel(Level.SEVERE);
        java.util.logging.Logger.getLogger("com.sun.javafx.application.PlatformImpl")
                .setLevel(Level.SEVERE);
    }

    /**
     * Fills rounded backgrounds anew each time instead of stretching pictures of them. Where there is no graphics card a
     * window is painted in three quarters of the time; a card does not notice.
     */
    private static void paintDirectly() {
        String setting = "prism.disableRegionCaching";
        if (System.getProperty(setting) == null) {
            System.setProperty(setting, "true");
        }
    }

    /** The program's icon; null where it is missing. */
    static @Nullable Image icon() {
        var in = Toolkit.class.getResourceAsStream("/org/lobescope/ui/lobescope.png");
        return in == null ? null : new Image(in);
    }
}
