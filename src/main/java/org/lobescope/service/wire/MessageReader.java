package org.lobescope.service.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the parts of a message out of bytes. No length is believed that the bytes do not bear out, so that reading never
 * takes more memory than a few times what arrived.
 */
final class MessageReader {
    private final ByteBuffer in;

    MessageReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    int kind() throws MalformedMessage {
        need(1);
        return in.get();
    }

    boolean flag() throws MalformedMessage {
        int value = kind();
        if (value != 0 && value != 1) {
            throw new MalformedMessage("a flag that is " + value);
        }
        return value == 1;
    }

    int whole() throws MalformedMessage {
        need(Integer.BYTES);
        return in.getInt();
    }

    long large() throws MalformedMessage {
        need(Long.BYTES);
        return in.getLong();
    }

    double real() throws MalformedMessage {
        need(Double.BYTES);
        return in.getDouble();
    }

    String text() throws MalformedMessage {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessage("a text that is no UTF-8", e);
        }
    }

    List<String> texts() throws MalformedMessage {
        int count = count(Integer.BYTES);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    Optional<String> maybeText() throws MalformedMessage {
        return flag() ? Optional.of(text()) : Optional.empty();
    }

    byte[] bytes() throws MalformedMessage {
        byte[] bytes = new byte[count(1)];
        in.get(bytes);
        return bytes;
    }

    float[] floats() throws MalformedMessage {
        float[] values = new float[count(Float.BYTES)];
        in.asFloatBuffer().get(values);
        in.position(in.position() + Float.BYTES * values.length);
        return values;
    }

    /** The number of parts that follow, each of at least so many bytes. */
    int count(int least) throws MalformedMessage {
        int count = whole();
        if (count < 0 || (long) count * least > in.remaining()) {
            throw new MalformedMessage("a length of " + count + " where " + in.remaining() + " bytes are left");
        }
        return count;
    }

    /** A constant of an enum by its name. */
    <E extends Enum<E>> E constant(Class<E> type) throws MalformedMessage {
        String name = text();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessage("no " + type.getSimpleName() + " " + name, e);
        }
    }

    /** Checks that nothing follows. */
    void end() throws MalformedMessage {
        if (in.hasRemaining()) {
            throw new MalformedMessage(in.remaining() + " bytes too many");
        }
    }

    private void need(int bytes) throws MalformedMessage {
        if (in.remaining() < bytes) {
            throw new MalformedMessage("it ends too early", new BufferUnderflowException());
        }
    }
}
