package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Arithmetic on shapes. */
public final class Shapes {
    private Shapes() {}

    /** The common shape of two inputs under numpy's broadcasting. */
    public static List<Integer> broadcast(Call node, List<Integer> a, List<Integer> b) {
        int rank = Math.max(a.size(), b.size());
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int m = i < rank - a.size() ? 1 : a.get(i - rank + a.size());
            int n = i < rank - b.size() ? 1 : b.get(i - rank + b.size());
            if (m != n && m != 1 && n != 1) {
                throw node.problem(
                        "combines inputs of the shapes " + text(a) + " and " + text(b),
                        "give the network images of the size that it was trained with");
            }
            shape.add(m == 1 ? n : m);
        }
        return shape;
    }

    /** The number of values that a shape holds. */
    public static int size(List<Integer> shape) {
        int size = 1;
        for (int n : shape) {
            size = Math.multiplyExact(size, n);
        }
        return size;
    }

    /** An axis counted from the front. */
    public static int axis(Call node, int axis, int rank) {
        int front = axis < 0 ? axis + rank : axis;
        if (front < 0 || front >= Math.max(1, rank)) {
            throw node.problem("uses axis " + axis + " of an input with " + rank + " axes", "export the network again");
        }
        return front;
    }

    /** Axes counted from the front, in ascending order. */
    public static List<Integer> axes(Call node, List<Integer> axes, int rank) {
        return axes.stream().map(a -> axis(node, a, rank)).sorted().distinct().toList();
    }

    /** A shape with one axis of another length. */
    public static List<Integer> with(List<Integer> shape, int axis, int length) {
        List<Integer> other = new ArrayList<>(shape);
        other.set(axis, length);
        return List.copyOf(other);
    }

    /** A shape for people: {@code 2 x 8 x 16 x 16}. */
    public static String text(List<Integer> shape) {
        return shape.isEmpty()
                ? "(one number)"
                : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
