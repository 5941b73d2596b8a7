package org.lobescope.network.onnx;

/** How nodes of one kind are read. */
@FunctionalInterface
interface Operator {
    void read(OnnxNode node, ProgramBuilder program);
}
