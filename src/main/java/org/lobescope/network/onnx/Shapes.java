package org.lobescope.network.onnx;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic on shapes. */
final class Shapes {
    private Shapes() {}

    /** The common shape of two inputs under numpy's broadcasting. */
    static List<Integer> broadcast(OnnxNode node, List<Integer> a, List<Integer> b) {
        int rank = Math.max(a.size(), b.size());
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int m = i < rank - a.size() ? 1 : a.get(i - rank + a.size());
            int n = i < rank - b.size() ? 1 : b.get(i - rank + b.size());
            if (m != n && m != 1 && n != 1) {
                throw node.problem(
                        "combines inputs of the shapes " + a + " and " + b,
                        "check that the image has the size that the network was trained with");
            }
            shape.add(m == 1 ? n : m);
        }
        return shape;
    }

    static int size(List<Integer> shape) {
        int size = 1;
        for (int n : shape) {
            size = Math.multiplyExact(size, n);
        }
        return size;
    }

    /** An axis counted from the front. */
    static int axis(OnnxNode node, int axis, int rank) {
        int front = axis < 0 ? axis + rank : axis;
        if (front < 0 || front >= rank) {
            throw node.problem("has no axis " + axis, "export the network again");
        }
        return front;
    }
}
