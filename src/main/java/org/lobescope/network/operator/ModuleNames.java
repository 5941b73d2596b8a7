package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of what calls make, after the modules of the program that wrote the file.
 *
 * <p>The output of a module without inner modules has the module's path as its name; a second call of the same module ends
 * in {@code _1}. What a module computes itself beside its inner modules is called path.operation.
 */
public final class ModuleNames {
    /**
     * Where an operation stands.
     *
     * @param module the path of its module, empty at the top
     * @param call the call within the module that it belongs to
     * @param calls whether every call of a module has a name of its own, or is a module of its own
     * @param kind the operation
     * @param output the value that it makes, empty if none
     */
    public record Place(String module, String call, boolean calls, String kind, String output) {}

    private final List<Place> places;
    private final String[] labels;

    /** Names for operations in the order of the file. */
    public ModuleNames(List<Place> places) {
        this.places = List.copyOf(places);
        labels = new String[places.size()];
        Set<String> containers = containers(places.stream().map(Place::module).toList());
        Map<String, Map<String, List<Integer>>> modules = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            modules.computeIfAbsent(places.get(i).module(), m -> new LinkedHashMap<>())
                    .computeIfAbsent(places.get(i).call(), c -> new ArrayList<>())
                    .add(i);
        }
        modules.forEach((module, calls) -> {
            boolean leaf = !module.isEmpty() && !containers.contains(module);
            boolean repeated = leaf
                    && places.get(calls.values().iterator().next().getFirst()).calls()
                    && calls.values().stream().map(this::kinds).distinct().count() == 1;
            int count = 0;
            for (Map.Entry<String, List<Integer>> call : calls.entrySet()) {
                boolean last = ++count == calls.size();
                String name = call.getKey();
                String label;
                if (repeated) {
                    label = count == 1 ? module : module + "_" + (count - 1);
                } else if (leaf && last) {
                    label = module;
                } else {
                    label = module.isEmpty() ? name : module + "." + name;
                }
                label(call.getValue(), label);
            }
        });
        makeUnique();
    }

    /** The paths of modules that have modules inside. */
    public static Set<String> containers(List<String> modules) {
        Set<String> containers = new HashSet<>();
        for (String module : modules) {
            for (int dot = module.lastIndexOf('.'); dot > 0; dot = module.lastIndexOf('.', dot - 1)) {
                containers.add(module.substring(0, dot));
            }
        }
        return containers;
    }

    private List<String> kinds(List<Integer> call) {
        return call.stream().map(i -> places.get(i).kind()).toList();
    }

    /** The last node of a call makes what the call returns. */
    private void label(List<Integer> call, String label) {
        for (int i : call) {
            labels[i] =
                    i == call.getLast() ? label : label + "." + places.get(i).kind();
        }
    }

    private void makeUnique() {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < labels.length; i++) {
            if (!taken.add(labels[i])) {
                String output = places.get(i).output();
                labels[i] = output.isEmpty() ? labels[i] + "#" + i : output;
                taken.add(labels[i]);
            }
        }
    }

    /** The path of the module that operation {@code i} belongs to. */
    public String module(int i) {
        return places.get(i).module();
    }

    /** The name of what operation {@code i} makes. */
    public String label(int i) {
        return labels[i];
    }
}
