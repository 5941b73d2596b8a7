package org.lobescope.network;

import java.util.Arrays;
import java.util.List;

/**
 * An array that is part of a network: a weight, an index list, a number. Two constants are the same only if they are the
 * same object.
 */
public final class Constant {
    /** The kinds of numbers that are told apart; all floating-point types become 32-bit floats. */
    public enum Type {
        FLOAT,
        INT,
        BOOL
    }

    private final List<Integer> shape;
    private final Type type;
    private final float[] floats;
    private final long[] longs;

    private Constant(List<Integer> shape, Type type, float[] floats, long[] longs) {
        this.shape = List.copyOf(shape);
        this.type = type;
        this.floats = floats;
        this.longs = longs;
        long size = 1;
        for (int n : shape) {
            size *= n;
        }
        if (size != (type == Type.FLOAT ? floats.length : longs.length)) {
            throw new IllegalArgumentException("shape " + shape + " does not hold "
                    + (type == Type.FLOAT ? floats.length : longs.length) + " values");
        }
    }

    /** Floats in row-major order; the array is not copied. */
    public static Constant of(List<Integer> shape, float[] values) {
        return new Constant(shape, Type.FLOAT, values, new long[0]);
    }

    /** Whole numbers, or booleans as 0 and 1, in row-major order; the array is not copied. */
    public static Constant of(List<Integer> shape, Type type, long[] values) {
        return new Constant(shape, type, new float[0], values);
    }

    /** The length of each axis. */
    public List<Integer> shape() {
        return shape;
    }

    /** The kind of numbers. */
    public Type type() {
        return type;
    }

    /** The number of values. */
    public int size() {
        return type == Type.FLOAT ? floats.length : longs.length;
    }

    /** Value {@code i} in row-major order, as a double. */
    public double number(int i) {
        return type == Type.FLOAT ? floats[i] : longs[i];
    }

    /** The values as floats: the array itself where they are floats, which nobody may write to. */
    public float[] floats() {
        if (type == Type.FLOAT) {
            return floats;
        }
        float[] copy = new float[longs.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = longs[i];
        }
        return copy;
    }

    /** The values as whole numbers: the array itself where they are, else rounded towards 0. */
    public long[] longs() {
        if (type != Type.FLOAT) {
            return longs;
        }
        long[] copy = new long[floats.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (long) floats[i];
        }
        return copy;
    }

    @Override
    public String toString() {
        return type + " " + shape
                + (size() <= 8 ? (type == Type.FLOAT ? Arrays.toString(floats) : Arrays.toString(longs)) : "");
    }
}
