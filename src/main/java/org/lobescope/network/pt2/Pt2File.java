package org.lobescope.network.pt2;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Program;
import org.lobescope.network.archive.NumberType;
import org.lobescope.network.aten.Recorder;
import org.lobescope.network.aten.TensorValue;
import org.lobescope.network.operator.Derived;

/** A network in an exported program: its nodes, each an operation of PyTorch, and its arrays. */
final class Pt2File implements GraphSource {
    private final String name;
    private final Path file;
    private final String fingerprint;
    private final Origin origin;
    private final Input input;
    private final Pt2Nodes nodes;
    private final Map<String, Constant> arrays = new LinkedHashMap<>();
    private final Map<ImageShape, Derived> derived = new ConcurrentHashMap<>();

    Pt2File(Path file, String fingerprint, JsonObject json, Pt2Weights weights) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.fingerprint = fingerprint;
        JsonObject module = json.getAsJsonObject("graph_module");
        JsonObject graph = module.getAsJsonObject("graph");
        List<String> images = new ArrayList<>();
        long parameters = 0;
        for (JsonElement element : module.getAsJsonObject("signature").getAsJsonArray("input_specs")) {
            Map.Entry<String, JsonElement> spec =
                    element.getAsJsonObject().entrySet().iterator().next();
            JsonObject about = spec.getValue().getAsJsonObject();
            switch (spec.getKey()) {
                case "user_input" -> images.add(userInput(about));
                case "parameter" -> {
                    Constant array = weights.get(about.get("parameter_name").getAsString());
                    arrays.put(argument(about), array);
                    parameters += array.size();
                }
                case "buffer" ->
                    arrays.put(
                            argument(about),
                            weights.get(about.get("buffer_name").getAsString()));
                case "tensor_constant" ->
                    arrays.put(
                            argument(about),
                            weights.get(about.get("tensor_constant_name").getAsString()));
                default -> {
                    // Tokens and objects of other programs: an operation that uses one is told by name.
                }
            }
        }
        if (images.size() != 1) {
            throw new Problem("The network in " + name + " has " + images.size() + " inputs"
                    + (images.isEmpty() ? "" : " (" + String.join(", ", images) + ")")
                    + ": Lobescope runs networks that take one image and nothing else.");
        }
        this.input = input(images.getFirst(), graph.getAsJsonObject("tensor_values"));
        this.nodes = new Pt2Nodes(name, graph);
        String version = json.has("torch_version") ? json.get("torch_version").getAsString() : "";
        this.origin = new Origin("PyTorch exported program (.pt2)", ("PyTorch " + version).strip(), parameters);
    }

    private static String argument(JsonObject about) {
        return about.getAsJsonObject("arg").get("name").getAsString();
    }

    private String userInput(JsonObject about) {
        JsonObject argument = about.getAsJsonObject("arg");
        if (!argument.has("as_tensor")) {
            throw new Problem("The network in " + name
                    + " takes something else than an image: Lobescope runs networks that take one image and nothing"
                    + " else.");
        }
        return argument.getAsJsonObject("as_tensor").get("name").getAsString();
    }

    private Input input(String image, JsonObject values) {
        JsonObject about = values.getAsJsonObject(image);
        JsonArray sizes = about.getAsJsonArray("sizes");
        if (sizes.size() != 4) {
            throw new Problem("The network in " + name + " takes an input with " + sizes.size()
                    + " axes: export one that takes images as batch x channels x rows x columns.");
        }
        if (!NumberType.ofExportCode(about.get("dtype").getAsLong())
                .filter(NumberType::floating)
                .isPresent()) {
            throw new Problem("The network in " + name + " does not take floats as input '" + image
                    + "': export one that takes 32-bit floats, since only those have gradients.");
        }
        return new Input(image, length(sizes, 0), length(sizes, 1).orElse(1), length(sizes, 2), length(sizes, 3));
    }

    /** A length, or nothing where the program takes any. */
    private static OptionalInt length(JsonArray sizes, int axis) {
        JsonObject size = sizes.get(axis).getAsJsonObject();
        int length = size.has("as_int") ? size.get("as_int").getAsInt() : 0;
        return length > 0 ? OptionalInt.of(length) : OptionalInt.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Input input() {
        return input;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Optional<String> fingerprint() {
        return Optional.of(fingerprint);
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public Program program(ImageShape image, int batch) {
        Recorder recorder = new Recorder(name, derived.computeIfAbsent(image, i -> new Derived()));
        TensorValue x = recorder.input(input.name(), List.of(batch, image.channels(), image.height(), image.width()));
        Map<String, Object> values = new LinkedHashMap<>();
        arrays.forEach((key, array) -> values.put(key, recorder.constant(key, array)));
        values.put(input.name(), x);
        Object output = nodes.run(recorder, values);
        return recorder.program(output, input.name(), batch);
    }
}
