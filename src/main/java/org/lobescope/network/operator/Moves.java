package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Constants with their values in other places. */
final class Moves {
    private Moves() {}

    static Constant reshape(Constant x, List<Integer> shape) {
        return x.type() == Constant.Type.FLOAT
                ? Constant.of(shape, x.floats())
                : Constant.of(shape, x.type(), x.longs());
    }

    static Constant transpose(Constant x, List<Integer> shape, List<Integer> order) {
        int[] strides = strides(x.shape());
        return pick(x, shape, 0, index -> {
            int from = 0;
            for (int i = 0; i < index.length; i++) {
                from += index[i] * strides[order.get(i)];
            }
            return from;
        });
    }

    static Constant expand(Constant x, List<Integer> shape) {
        int[] strides = broadcastStrides(x.shape(), shape);
        return pick(x, shape, 0, index -> dot(index, strides));
    }

    static Constant tile(Constant x, List<Integer> shape) {
        int[] strides = strides(x.shape());
        return pick(x, shape, 0, index -> {
            int from = 0;
            for (int i = 0; i < index.length; i++) {
                from += index[i] % x.shape().get(i) * strides[i];
            }
            return from;
        });
    }

    static Constant slice(Constant x, List<Integer> shape, Op.Slice slice) {
        int[] strides = strides(x.shape());
        return pick(x, shape, 0, index -> {
            int[] from = index.clone();
            from[slice.axis()] = slice.start() + index[slice.axis()] * slice.step();
            return dot(from, strides);
        });
    }

    static Constant gather(Constant x, Constant indices, List<Integer> shape, int axis) {
        int[] strides = strides(x.shape());
        int[] places = strides(indices.shape());
        int rank = places.length;
        return pick(x, shape, 0, index -> {
            int from = 0;
            for (int i = 0; i < axis; i++) {
                from += index[i] * strides[i];
            }
            int place = 0;
            for (int i = 0; i < rank; i++) {
                place += index[axis + i] * places[i];
            }
            from += (int) indices.longs()[place] * strides[axis];
            for (int i = axis + 1; i < strides.length; i++) {
                from += index[i - 1 + rank] * strides[i];
            }
            return from;
        });
    }

    static Constant pad(Constant x, List<Integer> shape, Op.Pad pad) {
        int[] strides = strides(x.shape());
        return pick(x, shape, pad.value(), index -> {
            int from = 0;
            for (int i = 0; i < index.length; i++) {
                int at = index[i] - pad.before().get(i);
                if (at < 0 || at >= x.shape().get(i)) {
                    return -1;
                }
                from += at * strides[i];
            }
            return from;
        });
    }

    static Constant concat(List<Constant> in, List<Integer> shape, int axis) {
        boolean floats = in.getFirst().type() == Constant.Type.FLOAT;
        Object to = floats ? new float[Shapes.size(shape)] : new long[Shapes.size(shape)];
        int outer = Shapes.size(shape.subList(0, axis));
        int row = Shapes.size(shape.subList(axis, shape.size()));
        int offset = 0;
        for (Constant part : in) {
            int each = outer == 0 ? 0 : part.size() / outer;
            Object from = floats ? part.floats() : part.longs();
            for (int o = 0; o < outer; o++) {
                System.arraycopy(from, o * each, to, o * row + offset, each);
            }
            offset += each;
        }
        return floats
                ? Constant.of(shape, (float[]) to)
                : Constant.of(shape, in.getFirst().type(), (long[]) to);
    }

    /** Every value of the result is the one at a place of x, or {@code fill} where the place is -1. */
    private static Constant pick(Constant x, List<Integer> shape, float fill, ToIntFunction<int[]> place) {
        int size = Shapes.size(shape);
        boolean floats = x.type() == Constant.Type.FLOAT;
        float[] toFloats = new float[floats ? size : 0];
        long[] toLongs = new long[floats ? 0 : size];
        int[] index = new int[shape.size()];
        for (int i = 0; i < size; i++) {
            int from = place.applyAsInt(index);
            if (floats) {
                toFloats[i] = from < 0 ? fill : x.floats()[from];
            } else {
                toLongs[i] = from < 0 ? (long) fill : x.longs()[from];
            }
            next(index, shape);
        }
        return floats ? Constant.of(shape, toFloats) : Constant.of(shape, x.type(), toLongs);
    }

    /** The next place in row-major order. */
    static void next(int[] index, List<Integer> shape) {
        for (int a = index.length - 1; a >= 0 && ++index[a] == shape.get(a); a--) {
            index[a] = 0;
        }
    }

    /** How far apart neighbours along each axis lie. */
    static int[] strides(List<Integer> shape) {
        int[] strides = new int[shape.size()];
        int stride = 1;
        for (int a = strides.length - 1; a >= 0; a--) {
            strides[a] = stride;
            stride *= shape.get(a);
        }
        return strides;
    }

    /** Strides of an array that is looked at in a larger shape: 0 along axes where it is repeated. */
    static int[] broadcastStrides(List<Integer> shape, List<Integer> larger) {
        int[] own = strides(shape);
        List<Integer> strides = new ArrayList<>();
        int missing = larger.size() - shape.size();
        for (int a = 0; a < larger.size(); a++) {
            strides.add(a < missing || shape.get(a - missing) == 1 ? 0 : own[a - missing]);
        }
        return strides.stream().mapToInt(s -> s).toArray();
    }

    static int dot(int[] index, int[] strides) {
        int sum = 0;
        for (int i = 0; i < index.length; i++) {
            sum += index[i] * strides[i];
        }
        return sum;
    }
}
