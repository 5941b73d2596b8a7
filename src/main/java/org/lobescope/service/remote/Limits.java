package org.lobescope.service.remote;

/**
 * How much a server takes upon itself.
 *
 * @param requests that may wait or run at once; further ones are told to come later
 * @param perClient how many of these may be of one client
 * @param uploads at once
 * @param networkBytes of one classifier's files
 * @param imageBytes of one prepared image
 * @param contentBytes of classifiers' files, and again of prepared images, that are kept in memory
 * @param programs whether TorchScript is taken that only PyTorch itself can run: a program, with the server's rights
 */
public record Limits(
        int requests,
        int perClient,
        int uploads,
        long networkBytes,
        long imageBytes,
        long contentBytes,
        boolean programs) {
    /** What suits a machine that one group uses. */
    public static Limits usual() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Limits(256, 128, 4, 2L << 30, Math.min(256L << 20, heap / 8), heap / 4, true);
    }

    /** The same, but programs are not taken. */
    public Limits withoutPrograms() {
        return new Limits(requests, perClient, uploads, networkBytes, imageBytes, contentBytes, false);
    }
}
