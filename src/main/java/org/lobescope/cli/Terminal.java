package org.lobescope.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Whether somebody watches: {@link java.io.Console} knows the input and the output, but not the error stream. */
final class Terminal {
    private static final int STANDARD_ERROR = 2;

    private Terminal() {}

    /** Whether the standard error stream is a terminal. */
    static boolean isErrorStream() {
        Linker linker = Linker.nativeLinker();
        Optional<MethodHandle> isatty = linker.defaultLookup()
                .find("isatty")
                .or(() -> linker.defaultLookup().find("_isatty"))
                .map(symbol -> linker.downcallHandle(
                        symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)));
        try {
            return isatty.isPresent() && (int) isatty.get().invokeExact(STANDARD_ERROR) != 0;
        } catch (Throwable e) { // what invokeExact declares; isatty itself throws nothing
            return false;
        }
    }
}
