package org.lobescope.network.aten;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of PyTorch that Lobescope knows, by name. */
final class Aten {
    /** What an operation does: records it, and returns what it makes. */
    @FunctionalInterface
    interface Function {
        Object apply(AtenCall call);
    }

    /** An operation. */
    record Operation(Schema schema, Function function) {}

    private static final Map<String, Operation> ALL = new HashMap<>();

    static {
        for (Map<String, Function> group : List.of(
                Convolutions.ALL,
                Normalisations.ALL,
                Poolings.ALL,
                Activations.ALL,
                Arithmetics.ALL,
                Reductions.ALL,
                Products.ALL,
                Reshapes.ALL,
                Parts.ALL,
                Kernels.ALL,
                Creations.ALL,
                Resamplings.ALL)) {
            group.forEach((schema, function) -> {
                Schema parsed = Schema.parse(schema);
                ALL.put(parsed.name(), new Operation(parsed, function));
            });
        }
    }

    private Aten() {}

    static Optional<Operation> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
