package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of nodes after the modules of the program that wrote the file.
 *
 * <p>PyTorch's older exporter puts the path of modules into a node's name ({@code /layer1/layer1.0/conv1/Conv}), the newer
 * one into its metadata ({@code ['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d_1']}).
 *
 * <p>The output of a module without inner modules has the module's path as its name; a second call of the same module ends
 * in {@code _1}. What a module computes itself beside its inner modules is called path.operation.
 */
final class ModuleNames {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final String NO_MODULE = "_empty_nn_module_stack";

    /**
     * Where a node stands.
     *
     * @param module the path of its module, empty at the top
     * @param call the call within the module that it belongs to
     * @param calls whether every call of a module has a name of its own, or is a module of its own
     */
    private record Place(String module, String call, boolean calls) {}

    private final List<Place> places;
    private final String[] labels;

    ModuleNames(List<NodeProto> nodes) {
        places = nodes.stream().map(ModuleNames::place).toList();
        labels = new String[nodes.size()];
        Set<String> containers = new HashSet<>();
        Map<String, Map<String, List<Integer>>> modules = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            String module = places.get(i).module();
            modules.computeIfAbsent(module, m -> new LinkedHashMap<>())
                    .computeIfAbsent(places.get(i).call(), c -> new ArrayList<>())
                    .add(i);
            for (int dot = module.lastIndexOf('.'); dot > 0; dot = module.lastIndexOf('.', dot - 1)) {
                containers.add(module.substring(0, dot));
            }
        }
        modules.forEach((module, calls) -> {
            boolean leaf = !module.isEmpty() && !containers.contains(module);
            boolean repeated = leaf
                    && places.get(calls.values().iterator().next().getFirst()).calls()
                    && calls.values().stream()
                                    .map(c -> kinds(nodes, c))
                                    .distinct()
                                    .count()
                            == 1;
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
                label(nodes, call.getValue(), label);
            }
        });
        makeUnique(nodes);
    }

    private static List<String> kinds(List<NodeProto> nodes, List<Integer> call) {
        return call.stream().map(i -> nodes.get(i).getOpType()).toList();
    }

    /** The last node of a call makes what the call returns. */
    private void label(List<NodeProto> nodes, List<Integer> call, String label) {
        for (int i : call) {
            labels[i] = i == call.getLast() ? label : label + "." + nodes.get(i).getOpType();
        }
    }

    private void makeUnique(List<NodeProto> nodes) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < labels.length; i++) {
            if (!taken.add(labels[i])) {
                labels[i] = nodes.get(i).getOutputCount() > 0 ? nodes.get(i).getOutput(0) : labels[i] + "#" + i;
                taken.add(labels[i]);
            }
        }
    }

    /** The path of the module that node {@code i} belongs to. */
    String module(int i) {
        return places.get(i).module();
    }

    /** The name of what node {@code i} makes. */
    String label(int i) {
        return labels[i];
    }

    private static Place place(NodeProto node) {
        for (StringStringEntryProto entry : node.getMetadataPropsList()) {
            if (entry.getKey().equals("pkg.torch.onnx.name_scopes")) {
                List<String> scopes = new ArrayList<>();
                Matcher matcher = QUOTED.matcher(entry.getValue());
                while (matcher.find()) {
                    scopes.add(matcher.group(1));
                }
                if (scopes.size() >= 2) {
                    String module = scopes.get(scopes.size() - 2);
                    return new Place(module.startsWith(NO_MODULE) ? "" : module, scopes.getLast(), true);
                }
            }
        }
        String name = node.getName();
        if (name.startsWith("/")) {
            String[] parts = name.substring(1).split("/", -1);
            return new Place(path(parts), parts[parts.length - 1], false);
        }
        String output = node.getOutputCount() > 0 ? node.getOutput(0) : "";
        return new Place("", name.isEmpty() ? output : name, false);
    }

    private static String path(String[] parts) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < parts.length - 1; i++) {
            // A module in a Sequential repeats the name of its container: layer1/layer1.0.
            if (!path.isEmpty() && parts[i].startsWith(path.getLast() + ".")) {
                path.set(path.size() - 1, parts[i]);
            } else {
                path.add(parts[i]);
            }
        }
        return String.join(".", path);
    }
}
