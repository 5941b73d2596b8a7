package org.lobescope.service;

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
        if (OutOfMemory.is(failure)) {
            return what
                    + " needs more memory than there is: close other programs, or choose a smaller network or image.";
        }
        return what + " failed (" + reason(failure) + "); the log file has the details.";
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
