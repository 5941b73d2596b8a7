package org.lobescope.network.operator;

/** How nodes of one kind are read. */
@FunctionalInterface
interface Operator {
    void read(Call node, ProgramBuilder program);
}
