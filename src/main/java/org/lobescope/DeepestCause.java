package org.lobescope;

/** What the system said at first: libraries wrap it in words of their own that name no file and no host. */
public final class DeepestCause {
    private DeepestCause() {}

    /** The failure that all others came from. */
    public static Throwable of(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
