package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lobescope.network.operator.ModuleNames;

/**
 * Where nodes stand among the modules of the program that wrote the file.
 *
 * <p>PyTorch's older exporter puts the path of modules into a node's name ({@code /layer1/layer1.0/conv1/Conv}), the newer
 * one into its metadata ({@code ['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d_1']}).
 */
final class OnnxPlaces {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final String NO_MODULE = "_empty_nn_module_stack";

    private OnnxPlaces() {}

    static ModuleNames.Place of(NodeProto node) {
        String output = node.getOutputCount() > 0 ? node.getOutput(0) : "";
        for (StringStringEntryProto entry : node.getMetadataPropsList()) {
            if (entry.getKey().equals("pkg.torch.onnx.name_scopes")) {
                List<String> scopes = new ArrayList<>();
                Matcher matcher = QUOTED.matcher(entry.getValue());
                while (matcher.find()) {
                    scopes.add(matcher.group(1));
                }
                if (scopes.size() >= 2) {
                    String module = scopes.get(scopes.size() - 2);
                    return new ModuleNames.Place(
                            module.startsWith(NO_MODULE) ? "" : module,
                            scopes.getLast(),
                            true,
                            node.getOpType(),
                            output);
                }
            }
        }
        String name = node.getName();
        if (name.startsWith("/")) {
            String[] parts = name.substring(1).split("/", -1);
            return new ModuleNames.Place(path(parts), parts[parts.length - 1], false, node.getOpType(), output);
        }
        return new ModuleNames.Place("", name.isEmpty() ? output : name, false, node.getOpType(), output);
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
