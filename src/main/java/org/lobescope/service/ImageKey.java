package org.lobescope.service;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.lobescope.classifier.PreparedImage;

/** Which input it is, for caches: the SHA-256 of its shape, its values and its baseline. */
record ImageKey(String sha256) {
    static ImageKey of(PreparedImage image) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            int[] shape = image.x().shape();
            ByteBuffer head = ByteBuffer.allocate(Integer.BYTES * shape.length);
            head.asIntBuffer().put(shape);
            digest.update(head.array());
            update(digest, image.x().values());
            update(digest, image.blackSky());
            return new ImageKey(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    private static void update(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
        bytes.asFloatBuffer().put(values);
        digest.update(bytes.array());
    }
}
