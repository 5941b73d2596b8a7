package org.lobescope.network.torchscript;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.network.aten.Recorder;
import org.lobescope.network.aten.Site;
import org.lobescope.network.aten.TensorValue;

/** The functions that a network's text calls and does not hold: PyTorch's own. */
final class LibraryFunctions {
    private static final Set<String> NUMBERS = Set.of("bool", "int", "float", "Bool", "Int", "Float", "item");

    private final Recorder recorder;
    private final CallStack stack;
    private final Builtins builtins;

    LibraryFunctions(Recorder recorder, CallStack stack) {
        this.recorder = recorder;
        this.stack = stack;
        this.builtins = new Builtins(recorder);
    }

    /** A property of a value, {@code x.dtype}. */
    Optional<Object> property(Object of, String name) {
        return builtins.property(of, name);
    }

    /** Calls one by its full name: its result where that is known already, else it is recorded. */
    Object call(String name, List<Object> in, Map<String, Object> named, int line) {
        if (name.equals("ops.prim.RaiseException") || name.equals("prim.RaiseException")) {
            String said = in.isEmpty() || !(in.getFirst() instanceof String s) || s.isBlank()
                    ? "an error"
                    : "'" + s.strip() + "'";
            throw stack.problem(
                    line,
                    "refuses its input with " + said.replaceAll("\\s+", " ").replaceFirst("^(.{120}).*$", "$1...'"),
                    "give it images of the shape that it was made for");
        }
        Optional<Object> known = builtins.call(name, in, named);
        if (known.isPresent()) {
            return known.get();
        }
        String operation = name.substring(name.lastIndexOf('.') + 1);
        if (NUMBERS.contains(operation) && in.size() == 1 && in.getFirst() instanceof TensorValue) {
            throw stack.unsupported(
                    line,
                    operation.equalsIgnoreCase("bool")
                            ? "decides by the values of pixels which way to go on"
                            : "makes a number of the values of pixels and goes on with it");
        }
        boolean own = name.startsWith("torch.") || name.startsWith("ops.aten.");
        if (!own || in.contains(ScriptValue.Unset.UNSET)) {
            throw stack.unsupported(line, "calls " + name + ", which Lobescope does not know");
        }
        CallStack.Frame frame = stack.top();
        Site site = new Site(
                name + " in line " + line + " of " + frame.function().where(),
                frame.module(),
                frame.visit(),
                List.of());
        return recorder.call(site, operation, in, named);
    }
}
