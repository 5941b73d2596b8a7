package org.lobescope.network;

import java.util.List;

/**
 * One operation of a network.
 *
 * @param name the node's name in the file, for messages
 * @param kind the operation's name in the file ({@code Conv}, {@code Flatten}, ...)
 * @param module the path of the module that the node belongs to ({@code stage3.1}), empty at the top
 * @param label the name of the node's output for people: the module's path where the node is the module's last one
 * @param op what is computed
 * @param inputs names of values and constants; empty where an optional input is left out
 * @param outputs names of values
 */
public record Node(
        String name, String kind, String module, String label, Op op, List<String> inputs, List<String> outputs) {
    /** The first output. */
    public String output() {
        return outputs.getFirst();
    }
}
