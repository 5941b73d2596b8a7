package org.lobescope.network.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Constants that were made of others, kept so that the programs of all batch sizes share the same objects. */
public final class Derived {
    private record Folded(Op op, List<Constant> in, List<Constant> out) {}

    private final Map<String, Constant> made = new ConcurrentHashMap<>();
    private final Map<String, Folded> folded = new ConcurrentHashMap<>();

    Constant made(String name, Supplier<Constant> make) {
        return made.computeIfAbsent(name, n -> make.get());
    }

    /** What an operation on the very same constants gave before. */
    Optional<List<Constant>> folded(String output, Op op, List<Constant> in) {
        Folded before = folded.get(output);
        if (before == null || !before.op().equals(op) || before.in().size() != in.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < in.size(); i++) {
            if (before.in().get(i) != in.get(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(before.out());
    }

    void keep(String output, Op op, List<Constant> in, List<Constant> out) {
        folded.putIfAbsent(output, new Folded(op, List.copyOf(in), List.copyOf(out)));
    }
}
