package org.lobescope.network.torchscript;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.aten.Recorder;

/** The attributes of modules while a network is followed: they may be changed, and arrays among them are tensors. */
final class Attributes {
    private final Modules modules;
    private final Recorder recorder;
    private final Map<Pickled.Instance, Map<String, Object>> known = new IdentityHashMap<>();

    Attributes(Modules modules, Recorder recorder) {
        this.modules = modules;
        this.recorder = recorder;
    }

    /** An attribute, if the module has it. */
    Optional<Object> get(ScriptValue.Module module, String name) {
        return Optional.ofNullable(all(module).get(name))
                .map(value -> value instanceof Pickled.Instance inner
                        ? new ScriptValue.Module(inner, module.path().isEmpty() ? name : module.path() + "." + name)
                        : value);
    }

    void set(ScriptValue.Module module, String name, Object value) {
        all(module).put(name, value);
    }

    private Map<String, Object> all(ScriptValue.Module module) {
        return known.computeIfAbsent(module.instance(), instance -> {
            Map<String, Object> all = new LinkedHashMap<>(instance.attributes());
            String path = module.path().isEmpty() ? "self." : "self." + module.path() + ".";
            all.replaceAll((name, value) -> value(value, path + name));
            return all;
        });
    }

    private Object value(Object stored, String name) {
        if (stored instanceof Pickled.Array array) {
            return recorder.constant(name, modules.array(array));
        }
        if (stored instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                // Lists in lists are not looked into: they may hold themselves.
                copy.add(list.get(i) instanceof List<?> ? list.get(i) : value(list.get(i), name + "." + i));
            }
            return copy;
        }
        return stored;
    }
}
