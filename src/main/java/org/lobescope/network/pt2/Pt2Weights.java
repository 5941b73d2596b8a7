package org.lobescope.network.pt2;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.Archive;
import org.lobescope.network.archive.NumberType;
import org.lobescope.network.archive.Pickle;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.archive.StoredArray;
import org.lobescope.network.archive.StoredArrays;

/**
 * The arrays of an exported program by their names: parameters, buffers and constants. Up to PyTorch 2.8 they are files of
 * torch.save within the archive, later raw numbers with a table that describes them.
 */
final class Pt2Weights {
    private final Archive archive;
    private final Map<String, Constant> weights = new HashMap<>();
    private final Map<String, Constant> constants = new HashMap<>();

    Pt2Weights(Archive archive, String program) {
        this.archive = archive;
        String root = program.endsWith("serialized_exported_program.json")
                ? program.substring(0, program.length() - "serialized_exported_program.json".length())
                : program.substring(0, program.indexOf("models/"));
        saved(root + "serialized_state_dict.pt", weights);
        saved(root + "serialized_constants.pt", constants);
        folder(root + "data/weights/", "weights", weights);
        folder(root + "data/constants/", "constants", constants);
    }

    private void folder(String folder, String kind, Map<String, Constant> into) {
        for (String entry : archive.names()) {
            if (entry.startsWith(folder) && entry.endsWith(".pt")) {
                saved(entry, into);
            } else if (entry.startsWith(folder) && entry.endsWith("_" + kind + "_config.json")) {
                described(entry, folder, into);
            }
        }
    }

    /** A dictionary of arrays that torch.save wrote. */
    private void saved(String entry, Map<String, Constant> into) {
        if (!archive.names().contains(entry)) {
            return;
        }
        try (Archive inner = archive.inner(entry)) {
            String pickle = inner.find("data.pkl")
                    .orElseThrow(() -> new Problem(
                            "The part " + entry + " of " + archive.name() + " holds no arrays: export it again."));
            Object content = Pickle.read(inner.bytes(pickle), "The part " + entry + " of " + archive.name());
            String folder = pickle.substring(0, pickle.length() - "data.pkl".length()) + "data/";
            StoredArrays arrays = new StoredArrays(inner, folder);
            if (content instanceof Map<?, ?> map) {
                map.forEach((name, value) -> {
                    if (value instanceof Pickled.Array array) {
                        into.put(String.valueOf(name), arrays.read(array.stored(), String.valueOf(name)));
                    }
                });
            } else if (content instanceof Pickled.Array array) {
                into.put("", arrays.read(array.stored(), entry));
            }
        }
    }

    private void described(String entry, String folder, Map<String, Constant> into) {
        StoredArrays arrays = new StoredArrays(archive, folder);
        JsonObject config =
                JsonParser.parseString(archive.text(entry)).getAsJsonObject().getAsJsonObject("config");
        config.entrySet().forEach(e -> {
            JsonObject one = e.getValue().getAsJsonObject();
            if (!one.has("path_name")
                    || !one.has("tensor_meta")
                    || one.get("tensor_meta").isJsonNull()) {
                return;
            }
            String path = one.get("path_name").getAsString();
            if (one.has("use_pickle") && one.get("use_pickle").getAsBoolean()) {
                Map<String, Constant> alone = new HashMap<>();
                saved(folder + path, alone);
                alone.values().forEach(c -> into.put(e.getKey(), c));
                return;
            }
            JsonObject about = one.getAsJsonObject("tensor_meta");
            NumberType type = NumberType.ofExportCode(about.get("dtype").getAsLong())
                    .orElseThrow(() -> new Problem("The array " + e.getKey() + " in " + archive.name()
                            + " has numbers of a type that Lobescope does not read: export the network with 32-bit"
                            + " floats."));
            List<Integer> shape = lengths(about, "sizes").stream()
                    .map(n -> (int) Math.clamp(n, -1, Integer.MAX_VALUE))
                    .toList();
            long offset =
                    about.get("storage_offset").getAsJsonObject().get("as_int").getAsLong();
            into.put(
                    e.getKey(),
                    arrays.read(new StoredArray(type, path, offset, shape, lengths(about, "strides")), e.getKey()));
        });
    }

    private static List<Long> lengths(JsonObject about, String field) {
        List<Long> lengths = new ArrayList<>();
        for (JsonElement n : about.getAsJsonArray(field)) {
            lengths.add(n.getAsJsonObject().get("as_int").getAsLong());
        }
        return List.copyOf(lengths);
    }

    /** An array by its name in the signature. */
    Constant get(String name) {
        Constant constant = weights.getOrDefault(name, constants.get(name));
        if (constant == null) {
            throw new Problem("The file " + archive.name() + " lacks the array " + name + ": export it again.");
        }
        return constant;
    }
}
