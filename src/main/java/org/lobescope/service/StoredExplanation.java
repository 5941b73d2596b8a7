package org.lobescope.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.network.Layer;

/**
 * An explanation as the bytes of a file: a mark with the format's version, the key, a checksum (CRC-32C, RFC 3720), and
 * the explanation. Method and target are not in it, since whoever has the key has them.
 *
 * <p>Arrays of floats are split into four planes, all first bytes, then all second ones and so on, and deflated: signs and
 * exponents of neighbouring pixels are alike, and empty sky is zero.
 */
public final class StoredExplanation {
    private static final byte[] MARK = "LOBEMAP1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 64;
    private static final int HEAD = MARK.length + KEY + Long.BYTES;

    private StoredExplanation() {}

    public static byte[] bytes(String key, Explanation explanation) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(explanation.height());
        out.writeInt(explanation.width());
        out.writeUTF(explanation.sign().name());
        out.writeDouble(explanation.seconds());
        write(out, explanation.map());
        boolean same = explanation.magnitude() == explanation.map();
        out.writeBoolean(same);
        if (!same) {
            write(out, explanation.magnitude());
        }
        out.writeBoolean(explanation.layer().isPresent());
        if (explanation.layer().isPresent()) {
            Layer layer = explanation.layer().get();
            out.writeUTF(layer.name());
            out.writeUTF(layer.kind());
            out.writeUTF(layer.value());
            out.writeInt(layer.channels());
            out.writeInt(layer.height());
            out.writeInt(layer.width());
        }
        out.writeInt(explanation.notes().size());
        for (Note note : explanation.notes()) {
            out.writeUTF(note.caveat().name());
            out.writeUTF(note.text());
        }
        out.writeBoolean(explanation.completeness().isPresent());
        if (explanation.completeness().isPresent()) {
            out.writeDouble(explanation.completeness().get().sum());
            out.writeDouble(explanation.completeness().get().scoreChange());
        }
        out.writeBoolean(explanation.weights().isPresent());
        if (explanation.weights().isPresent()) {
            write(out, explanation.weights().get());
        }
        byte[] content = body.toByteArray();
        return ByteBuffer.allocate(HEAD + content.length)
                .put(MARK)
                .put(key.getBytes(StandardCharsets.US_ASCII))
                .putLong(checksum(content, 0))
                .put(content)
                .array();
    }

    /**
     * The explanation in the bytes of a file.
     *
     * @throws IOException when it is not the explanation of that key, or damaged
     */
    public static Explanation read(byte[] file, String key, ExplanationRequest request) throws IOException {
        if (file.length < HEAD
                || !Arrays.equals(file, 0, MARK.length, MARK, 0, MARK.length)
                || !new String(file, MARK.length, KEY, StandardCharsets.US_ASCII).equals(key)
                || ByteBuffer.wrap(file).getLong(MARK.length + KEY) != checksum(file, HEAD)) {
            throw new IOException("no explanation of that key, or damaged");
        }
        try {
            return read(
                    new DataInputStream(new ByteArrayInputStream(file, HEAD, file.length - HEAD)),
                    request,
                    request.image().x().axis(2),
                    request.image().x().axis(3));
        } catch (IllegalArgumentException | DataFormatException e) {
            throw new IOException("written by another version", e);
        }
    }

    private static Explanation read(DataInputStream in, ExplanationRequest request, int height, int width)
            throws IOException, DataFormatException {
        if (in.readInt() != height || in.readInt() != width) {
            throw new IOException("a map of another size");
        }
        Explanation.Sign sign = Explanation.Sign.valueOf(in.readUTF());
        double seconds = in.readDouble();
        float[] map = floats(in, height * width);
        float[] magnitude = in.readBoolean() ? map : floats(in, height * width);
        Optional<Layer> layer = in.readBoolean()
                ? Optional.of(
                        new Layer(in.readUTF(), in.readUTF(), in.readUTF(), in.readInt(), in.readInt(), in.readInt()))
                : Optional.empty();
        List<Note> notes = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            notes.add(new Note(Note.Caveat.valueOf(in.readUTF()), in.readUTF()));
        }
        Optional<Explanation.Completeness> completeness = in.readBoolean()
                ? Optional.of(new Explanation.Completeness(in.readDouble(), in.readDouble()))
                : Optional.empty();
        Optional<float[]> weights = in.readBoolean() ? Optional.of(floats(in, -1)) : Optional.empty();
        return new Explanation(
                request.method(),
                request.target(),
                layer,
                height,
                width,
                map,
                magnitude,
                sign,
                List.copyOf(notes),
                completeness,
                weights,
                seconds);
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        byte[] planes = new byte[Float.BYTES * values.length];
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            for (int plane = 0; plane < Float.BYTES; plane++) {
                planes[plane * values.length + i] = (byte) (bits >>> (24 - 8 * plane));
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(planes.length / 2 + 64);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(planes);
            deflater.finish();
            byte[] part = new byte[1 << 16];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
        } finally {
            deflater.end();
        }
        out.writeInt(values.length);
        out.writeInt(packed.size());
        packed.writeTo(out);
    }

    /** An array of floats; of any length where {@code expected} is negative. */
    private static float[] floats(DataInputStream in, int expected) throws IOException, DataFormatException {
        int length = in.readInt();
        int packed = in.readInt();
        if ((expected >= 0 && length != expected) || length < 0 || packed < 0 || packed > in.available()) {
            throw new IOException("an array of another size");
        }
        byte[] planes = new byte[Math.multiplyExact(Float.BYTES, length)];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in.readNBytes(packed));
            int at = 0;
            while (at < planes.length) {
                int n = inflater.inflate(planes, at, planes.length - at);
                if (n == 0) {
                    throw new IOException("an array that ends too early");
                }
                at += n;
            }
        } finally {
            inflater.end();
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            int bits = 0;
            for (int plane = 0; plane < Float.BYTES; plane++) {
                bits = bits << 8 | planes[plane * length + i] & 0xff;
            }
            values[i] = Float.intBitsToFloat(bits);
        }
        return values;
    }

    private static long checksum(byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, bytes.length - from);
        return sum.getValue();
    }
}
