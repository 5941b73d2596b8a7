package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 */
final class ModuleNames {
    /** The place of a node: the path of its module and the name of the call within it. */
    private record Place(String module, String call) {}

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private final List<String> modules = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    ModuleNames(List<NodeProto> nodes) {
        List<Place> places = nodes.stream().map(ModuleNames::place).toList();
        Set<String> containers = new HashSet<>();
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            String module = places.get(i).module();
            last.put(module, i);
            for (int dot = module.lastIndexOf('.'); dot > 0; dot = module.lastIndexOf('.', dot - 1)) {
                containers.add(module.substring(0, dot));
            }
        }
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            String module = place.module();
            boolean whole = !module.isEmpty() && !containers.contains(module) && last.getOrDefault(module, -1) == i;
            String label = whole ? module : module.isEmpty() ? place.call() : module + "." + place.call();
            if (!taken.add(label)) {
                label = nodes.get(i).getOutputCount() > 0 ? nodes.get(i).getOutput(0) : label;
                taken.add(label);
            }
            modules.add(module);
            labels.add(label);
        }
    }

    String module(int i) {
        return modules.get(i);
    }

    String label(int i) {
        return labels.get(i);
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
                    return new Place(scopes.get(scopes.size() - 2), scopes.getLast());
                }
            }
        }
        String name = node.getName();
        if (name.startsWith("/")) {
            String[] parts = name.substring(1).split("/", -1);
            List<String> path = new ArrayList<>();
            String inner = "";
            for (int i = 0; i < parts.length - 1; i++) {
                // A module in a Sequential repeats the name of its container: layer1/layer1.0.
                if (!inner.isEmpty() && parts[i].startsWith(inner + ".")) {
                    path.set(path.size() - 1, parts[i]);
                } else {
                    path.add(parts[i]);
                }
                inner = parts[i];
            }
            return new Place(String.join(".", path), parts[parts.length - 1]);
        }
        String output = node.getOutputCount() > 0 ? node.getOutput(0) : name;
        return new Place("", output);
    }
}
