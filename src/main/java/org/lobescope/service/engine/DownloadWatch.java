package org.lobescope.service.engine;

/** Hears how far a download is, and may stop it; called on the thread that downloads. */
public interface DownloadWatch {
    /** What is being done. */
    enum Step {
        FETCHING("Downloading"),
        CHECKING("Checking"),
        UNPACKING("Unpacking"),
        TRYING("Trying");

        private final String words;

        Step(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * Told many times.
     *
     * @param what the file that it is done with
     * @param done bytes downloaded so far, of all files
     * @param all bytes to download
     */
    void at(Step step, String what, long done, long all);

    /** Whether to stop; asked several times a second. */
    boolean stopped();
}
