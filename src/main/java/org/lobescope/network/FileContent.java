package org.lobescope.network;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** The bytes of a file, kept in memory: they stay what they were when they were looked at. */
public final class FileContent {
    private final byte[] bytes;

    /** Takes the bytes over; nobody may change them afterwards. */
    public FileContent(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes from the beginning. */
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** How many they are. */
    public int size() {
        return bytes.length;
    }
}
