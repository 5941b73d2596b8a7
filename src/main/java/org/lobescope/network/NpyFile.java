package org.lobescope.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lobescope.Problem;

/** numpy's {@code .npy} files: read with any kind of plain numbers, written as little-endian 32-bit floats, version 1.0. */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-z])(\\d+)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private NpyFile() {}

    /**
     * Reads an array as 32-bit floats in row-major order; arrays in Fortran order are turned.
     *
     * @throws Problem when the file cannot be read or holds something else than plain numbers
     */
    public static Tensor read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Problem("The file " + file + " could not be read: check that it exists and may be read.", e);
        }
        if (bytes.length < 12 || !Arrays.equals(MAGIC, 0, 6, bytes, 0, 6)) {
            throw new Problem("The file " + file + " is no .npy file: write it with numpy.save.");
        }
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(8);
        int length = bytes[6] == 1 ? data.getShort() & 0xffff : data.getInt();
        if (length < 0 || length > data.remaining()) {
            throw truncated(file);
        }
        String header = new String(bytes, data.position(), length, StandardCharsets.UTF_8);
        data.position(data.position() + length);
        Matcher descr = DESCR.matcher(header);
        Matcher fortran = FORTRAN.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!descr.find() || !fortran.find() || !shape.find()) {
            throw new Problem(
                    "The file " + file + " does not hold plain numbers: save a numpy array of float32 in it.");
        }
        int[] axes = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        String type = descr.group(2) + descr.group(3);
        data.order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        float[] values = values(file, data, type, Tensor.size(axes));
        return new Tensor(axes, fortran.group(1).equals("True") ? rowMajor(values, axes) : values);
    }

    private static Problem truncated(Path file) {
        return new Problem("The file " + file + " ends before its array does: write or copy it again.");
    }

    private static float[] values(Path file, ByteBuffer data, String type, int count) {
        int width = Integer.parseInt(type.substring(1));
        if ((long) width * count > data.remaining()) {
            throw truncated(file);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case "f4" -> data.getFloat();
                case "f8" -> (float) data.getDouble();
                case "f2" -> Float.float16ToFloat(data.getShort());
                case "b1", "u1" -> data.get() & 0xff;
                case "i1" -> data.get();
                case "u2" -> data.getShort() & 0xffff;
                case "i2" -> data.getShort();
                case "u4" -> data.getInt() & 0xffffffffL;
                case "i4" -> data.getInt();
                case "i8", "u8" -> data.getLong();
                default ->
                    throw new Problem("The file " + file + " holds numbers of the type " + type
                            + ", which Lobescope does not read: save it as float32.");
            };
        }
        return values;
    }

    /** The same array with the last axis running fastest instead of the first. */
    private static float[] rowMajor(float[] values, int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        float[] turned = new float[values.length];
        int[] index = new int[shape.length];
        for (int i = 0; i < turned.length; i++) {
            int from = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                from += index[axis] * strides[axis];
            }
            turned[i] = values[from];
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return turned;
    }

    /**
     * Writes an array.
     *
     * @throws Problem when the file cannot be written
     */
    public static void write(Path file, Tensor tensor) {
        List<Integer> shape = Arrays.stream(tensor.shape()).boxed().toList();
        String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String header =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + (shape.size() == 1 ? "," : "") + "), }";
        // The array begins at a multiple of 64 bytes; the header ends with a line feed.
        int padded = Math.ceilDiv(10 + header.length() + 1, 64) * 64 - 10;
        header = header + " ".repeat(padded - header.length() - 1) + "\n";
        ByteBuffer data =
                ByteBuffer.allocate(10 + padded + 4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        data.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
        data.put(header.getBytes(StandardCharsets.US_ASCII));
        data.asFloatBuffer().put(tensor.values());
        try {
            Files.write(file, data.array());
        } catch (IOException e) {
            throw new Problem(
                    "The file " + file + " could not be written: check the folder and the room on the disk.", e);
        }
    }
}
