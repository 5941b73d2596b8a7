package org.lobescope.network.torch;

import java.util.List;
import java.util.Optional;
import org.lobescope.network.Node;

/**
 * A node of a route, with the batch norm behind it where that is worked into it.
 *
 * @param inputs names of values; empty for constants and for inputs that are left out
 * @param outputs names of values
 */
record FoldedNode(Node node, Optional<Node> norm, List<String> inputs, List<String> outputs) {
    /** The first output. */
    String output() {
        return outputs.getFirst();
    }

    /** The inputs that are values. */
    List<String> values() {
        return inputs.stream().filter(name -> !name.isEmpty()).toList();
    }
}
