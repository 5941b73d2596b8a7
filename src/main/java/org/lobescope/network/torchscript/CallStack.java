package org.lobescope.network.torchscript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.Problem;
import org.lobescope.network.ExportAdvice;

/** The functions that are being followed, the innermost last: says where in the text something is wrong, and sees an end. */
final class CallStack {
    private static final int MOST_STEPS = 2_000_000;
    private static final int DEEPEST = 120;

    /**
     * A function that is being followed.
     *
     * @param module the path of the module that it belongs to
     * @param visit how often that module was entered so far, as text
     * @param variables by their names
     */
    record Frame(Definition.Function function, String module, String visit, Map<String, Object> variables) {}

    private final String file;
    private final List<Frame> frames = new ArrayList<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private int steps;

    CallStack(String file) {
        this.file = file;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The innermost function. */
    Frame top() {
        return frames.getLast();
    }

    /** The path of the module whose text is being followed. */
    String module() {
        return frames.isEmpty() ? "" : top().module();
    }

    Map<String, Object> variables() {
        return top().variables();
    }

    /** A frame for a call of a function from here; it is not entered yet. */
    Frame frame(Definition.Function function, String module, int line) {
        if (frames.size() >= DEEPEST) {
            throw unsupported(line, "calls functions within functions without end");
        }
        boolean inner = !frames.isEmpty() && top().module().equals(module);
        String visit = inner ? top().visit() : String.valueOf(visits.merge(module, 1, Integer::sum));
        return new Frame(function, module, visit, new HashMap<>());
    }

    void enter(Frame frame) {
        frames.add(frame);
    }

    void leave() {
        frames.removeLast();
    }

    /** Counts what is done: a text may go on forever. */
    void step(int line) {
        if (++steps > MOST_STEPS) {
            throw unsupported(line, "does not come to an end");
        }
    }

    /** What is wrong in a line of the innermost function. */
    Problem problem(int line, String what, String remedy) {
        String where = frames.isEmpty()
                ? ""
                : ", line " + line + " of " + top().function().where();
        return new Problem("In " + file + where + ", the network " + what + ": " + remedy + ".");
    }

    /** What Lobescope cannot follow. */
    Problem unsupported(int line, String what) {
        return problem(line, what, "export it as ONNX, " + ExportAdvice.EXPORT);
    }
}
