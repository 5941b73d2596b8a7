package org.lobescope.service.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Puts the parts of a message into bytes, big-endian, texts and arrays with their length before them. */
final class MessageWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @FunctionalInterface
    private interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    MessageWriter kind(int tag) {
        return put(o -> o.writeByte(tag));
    }

    MessageWriter flag(boolean value) {
        return put(o -> o.writeBoolean(value));
    }

    MessageWriter whole(int value) {
        return put(o -> o.writeInt(value));
    }

    MessageWriter large(long value) {
        return put(o -> o.writeLong(value));
    }

    MessageWriter real(double value) {
        return put(o -> o.writeDouble(value));
    }

    MessageWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    MessageWriter texts(List<String> values) {
        whole(values.size());
        values.forEach(this::text);
        return this;
    }

    MessageWriter text(Optional<String> value) {
        flag(value.isPresent());
        value.ifPresent(this::text);
        return this;
    }

    MessageWriter bytes(byte[] value) {
        return put(o -> {
            o.writeInt(value.length);
            o.write(value);
        });
    }

    MessageWriter floats(float[] values) {
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
        packed.asFloatBuffer().put(values);
        return put(o -> {
            o.writeInt(values.length);
            o.write(packed.array());
        });
    }

    byte[] done() {
        return bytes.toByteArray();
    }

    private MessageWriter put(Part part) {
        try {
            part.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array takes everything
        }
        return this;
    }
}
