package org.lobescope.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A golden array: little-endian NumPy file of float32, float64, int16 or int32, all as double. */
public record NpyArray(int[] shape, double[] values) {
    private static final Pattern TYPE = Pattern.compile("'descr': '(<[fi]\\d)'");
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

    public static NpyArray read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = buffer.getShort(8);
        String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
        Matcher type = TYPE.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !shape.find()) {
            throw new IllegalStateException(file + ": " + header);
        }
        int[] axes = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        double[] values = new double[Arrays.stream(axes).reduce(1, (a, b) -> a * b)];
        buffer.position(10 + length);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type.group(1)) {
                case "<f4" -> buffer.getFloat();
                case "<f8" -> buffer.getDouble();
                case "<i2" -> buffer.getShort();
                case "<i4" -> buffer.getInt();
                default -> throw new IllegalStateException(file + ": " + type.group(1));
            };
        }
        return new NpyArray(axes, values);
    }

    public float[] floats() {
        return Attribution.rounded(values);
    }

    public int[] ints() {
        return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
    }

    /** Part {@code i} along the first axis. */
    public NpyArray part(int i) {
        int stride = values.length / shape[0];
        return new NpyArray(
                Arrays.copyOfRange(shape, 1, shape.length), Arrays.copyOfRange(values, i * stride, (i + 1) * stride));
    }
}
