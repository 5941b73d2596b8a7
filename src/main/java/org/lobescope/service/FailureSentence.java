package org.lobescope.service;

import java.util.Locale;
import org.lobescope.Problem;

/** What a person is told when something went wrong; the log has the rest. */
final class FailureSentence {
    private static final int LONGEST_REASON = 120;

    private FailureSentence() {}

    /**
     * One sentence.
     *
     * @param what was being done, to begin the sentence with: {@code Guided IG with ResNet-S on a 1 x 150 x 150 input}
     * @param failure what was thrown
     */
    static String of(String what, Throwable failure) {
        if (failure instanceof Problem problem && problem.getMessage() != null) {
            return problem.getMessage();
        }
        if (outOfMemory(failure)) {
            return what
                    + " needs more memory than there is: close other programs, or choose a smaller network or image.";
        }
        return what + " failed (" + reason(failure) + "); the log file has the details.";
    }

    private static boolean outOfMemory(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
            // PyTorch's allocators say 'not enough memory', 'can't allocate memory' and 'out of memory'.
            if (e instanceof OutOfMemoryError
                    || message.contains("not enough memory")
                    || message.contains("allocate memory")
                    || message.contains("out of memory")) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
