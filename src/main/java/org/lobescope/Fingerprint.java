package org.lobescope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a content in few letters: equal contents have equal fingerprints, and from the fingerprint nobody learns the
 * content (SHA-256, FIPS 180-4). Every part is told apart from its neighbours, so that "ab", "c" is not "a", "bc".
 */
public final class Fingerprint {
    private final MessageDigest digest;

    /** The fingerprint of nothing yet. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds the bytes between a buffer's position and its limit; the buffer itself stays as it is. */
    public Fingerprint add(ByteBuffer bytes) {
        length(bytes.remaining());
        digest.update(bytes.duplicate());
        return this;
    }

    /** Adds a text. */
    public Fingerprint add(String text) {
        return add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds numbers, bit by bit. */
    public Fingerprint add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return add(bytes);
    }

    private void length(int bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes).flip());
    }

    /** 64 hexadecimal digits; nothing can be added any more. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
