package org.lobescope.network.archive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.lobescope.Problem;
import org.lobescope.network.Constant;

/**
 * An array as a window into stored numbers.
 *
 * @param type of the numbers
 * @param storage the name of what they are stored in
 * @param offset the place of the first number, in numbers
 * @param shape the length of each axis
 * @param strides the distance of neighbours along each axis, in numbers; 0 where they are the same
 */
public record StoredArray(NumberType type, String storage, long offset, List<Integer> shape, List<Long> strides) {
    private static final int MOST_AXES = 16;

    /** An array may be this much larger than what is stored, since numbers can be repeated. */
    private static final long REPEATED = 1L << 22;

    /**
     * The numbers.
     *
     * @param bytes of the storage
     * @param owner the array and file, for messages
     */
    Constant read(byte[] bytes, ByteOrder order, String owner) {
        long size = 1;
        long last = offset;
        boolean sound = shape.size() == strides.size() && shape.size() <= MOST_AXES && offset >= 0;
        for (int i = 0; sound && i < shape.size(); i++) {
            sound = shape.get(i) >= 0 && strides.get(i) >= 0 && strides.get(i) <= Integer.MAX_VALUE;
            size = Math.multiplyHigh(size, shape.get(i)) != 0 ? Long.MAX_VALUE : size * shape.get(i);
            last += Math.max(0, shape.get(i) - 1) * strides.get(i);
            sound &= size >= 0 && size <= Integer.MAX_VALUE - 16 && last >= 0 && last <= Integer.MAX_VALUE;
        }
        long stored = bytes.length / type.bytes();
        if (!sound || size > Math.max(stored, REPEATED) || (size > 0 && last >= stored)) {
            throw new Problem(owner + " has fewer numbers than its shape says: export or copy the file again.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        int count = (int) size;
        try {
            if (type.floating()) {
                float[] values = new float[count];
                each(count, (i, at) -> values[i] = floating(buffer, at));
                return Constant.of(shape, values);
            }
            long[] values = new long[count];
            each(count, (i, at) -> values[i] = whole(buffer, at));
            return Constant.of(shape, type == NumberType.BOOL ? Constant.Type.BOOL : Constant.Type.INT, values);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new Problem(owner + " has fewer numbers than its shape says: export or copy the file again.", e);
        }
    }

    private interface Take {
        void at(int i, int place);
    }

    private void each(int count, Take take) {
        int[] index = new int[shape.size()];
        long at = offset;
        for (int i = 0; i < count; i++) {
            take.at(i, (int) at);
            for (int a = index.length - 1; a >= 0; a--) {
                at += strides.get(a);
                if (++index[a] < shape.get(a)) {
                    break;
                }
                at -= strides.get(a) * shape.get(a);
                index[a] = 0;
            }
        }
    }

    private float floating(ByteBuffer b, int at) {
        return switch (type) {
            case FLOAT32 -> b.getFloat(at * 4);
            case FLOAT64 -> (float) b.getDouble(at * 8);
            case FLOAT16 -> Float.float16ToFloat(b.getShort(at * 2));
            default -> Float.intBitsToFloat(b.getShort(at * 2) << 16);
        };
    }

    private long whole(ByteBuffer b, int at) {
        return switch (type) {
            case INT64 -> b.getLong(at * 8);
            case INT32 -> b.getInt(at * 4);
            case INT16 -> b.getShort(at * 2);
            case INT8 -> b.get(at);
            case BOOL -> b.get(at) == 0 ? 0 : 1;
            default -> b.get(at) & 0xff;
        };
    }
}
