package org.lobescope.service.engine;

import java.util.Locale;

/** Amounts of bytes for people. */
public final class ByteWords {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private ByteWords() {}

    /** {@code 2.67 GB}, {@code 821 MB}. */
    public static String of(long bytes) {
        return bytes >= GIGA
                ? String.format(Locale.ROOT, "%.2f GB", bytes / GIGA)
                : String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / MEGA));
    }
}
