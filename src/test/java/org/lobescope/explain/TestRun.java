package org.lobescope.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lobescope.network.Network;

/** A run without threads: remembers shared work and what was reported. */
public final class TestRun implements Run {
    private final Network network;
    private final Map<Object, Object> shared = new HashMap<>();
    final List<Integer> done = new ArrayList<>();
    final List<Integer> totals = new ArrayList<>();
    final List<float[]> partials = new ArrayList<>();

    public TestRun(Network network) {
        this.network = network;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public void progress(int now, int total, Supplier<float[]> partial) {
        done.add(now);
        totals.add(total);
        partials.add(partial.get());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T shared(Object key, Supplier<T> work) {
        if (!shared.containsKey(key)) {
            T result = work.get();
            shared.put(key, result);
        }
        return (T) shared.get(key);
    }
}
