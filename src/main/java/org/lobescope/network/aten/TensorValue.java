package org.lobescope.network.aten;

import org.lobescope.network.Constant;

/**
 * A tensor while a network is recorded: which value of the program it is now. Operations that change a tensor in place make
 * it another value; other tensors that are views of it are out of date from then on.
 */
public final class TensorValue {
    /** What views of one another share. */
    private static final class Memory {
        private int changes;
    }

    private final Memory memory;
    private String name;
    private Constant.Type type;
    private int seen;

    private TensorValue(Memory memory, String name, Constant.Type type) {
        this.memory = memory;
        this.name = name;
        this.type = type;
        this.seen = memory.changes;
    }

    /** A tensor of its own. */
    public static TensorValue of(String name, Constant.Type type) {
        return new TensorValue(new Memory(), name, type);
    }

    /** A view of this tensor. */
    TensorValue view(String viewName) {
        return new TensorValue(memory, viewName, type);
    }

    /** The value in the program. */
    public String name() {
        return name;
    }

    /** The kind of its numbers. */
    public Constant.Type type() {
        return type;
    }

    /** Whether it was changed through a view of it, so that its value is no longer known. */
    boolean stale() {
        return seen != memory.changes;
    }

    /** It has another value from now on. */
    void change(TensorValue to) {
        memory.changes++;
        seen = memory.changes;
        name = to.name;
        type = to.type;
    }

    /** The same numbers under another name. */
    void rename(String other) {
        name = other;
    }
}
