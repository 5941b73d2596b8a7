package org.lobescope;

/**
 * Something a person has to know about: one sentence that says what happened, where (file, card, node) and what to do.
 *
 * <p>The message is shown as it stands, in the window and on the command line; the cause goes to the log.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A problem that Lobescope found itself. */
    public Problem(String sentence) {
        super(printable(sentence));
    }

    /** A problem that another library reported; its exception is kept for the log. */
    public Problem(String sentence, Throwable cause) {
        super(printable(sentence), cause);
    }

    /** Names out of files may hold anything. */
    private static String printable(String sentence) {
        return sentence.replaceAll("\\p{Cntrl}+", " ");
    }
}
