package org.lobescope.network;

import java.util.List;
import java.util.Map;

/**
 * A network written out for a batch of a certain size: the nodes in the order of computation, with all arithmetic on
 * shapes already done.
 *
 * @param batch the number of images N
 * @param input the name of the input value, N x C x H x W
 * @param logits the name of the value that holds the logits, N x classes
 * @param nodes in the order of computation; only those that the logits need
 * @param constants by name; weights are the same objects in the programs of all batch sizes
 * @param shapes of all values by name
 */
public record Program(
        int batch,
        String input,
        String logits,
        List<Node> nodes,
        Map<String, Constant> constants,
        Map<String, List<Integer>> shapes) {
    /** The shape of a value or constant. */
    public List<Integer> shape(String name) {
        List<Integer> shape = shapes.get(name);
        if (shape != null) {
            return shape;
        }
        Constant constant = constants.get(name);
        if (constant == null) {
            throw new IllegalArgumentException("no value " + name);
        }
        return constant.shape();
    }
}
