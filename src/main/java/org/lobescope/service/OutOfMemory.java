package org.lobescope.service;

import java.util.List;
import java.util.Locale;

/** Tells whether something failed for want of memory, Java's or the engine's, on any device. */
final class OutOfMemory {
    /**
     * What PyTorch's allocators say: "CUDA out of memory. Tried to allocate ...", "MPS backend out of memory (MPS allocated:
     * ...)", "DefaultCPUAllocator: can't allocate memory", "not enough memory: you tried to allocate ...", and what CUDA's
     * libraries say when their workspace does not fit.
     */
    private static final List<String> WORDS = List.of(
            "out of memory",
            "not enough memory",
            "allocate memory",
            "cublas_status_alloc_failed",
            "cudnn_status_alloc_failed",
            "invalid buffer size");

    private OutOfMemory() {}

    static boolean is(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
            if (e instanceof OutOfMemoryError || WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
