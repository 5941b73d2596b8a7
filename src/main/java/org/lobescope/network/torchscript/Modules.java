package org.lobescope.network.torchscript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.Archive;
import org.lobescope.network.archive.Pickle;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.archive.StoredArrays;

/** The tree of modules in a TorchScript file, its arrays, and the constants of its source text. */
final class Modules {
    private static final int DEEPEST = 64;
    private static final int MOST_MODULES = 100_000;

    private final String file;
    private final Code code;
    private final Pickled.Instance root;
    private final Map<Pickled.Array, Constant> arrays = new HashMap<>();
    private final List<Object> constants = new ArrayList<>();
    private final List<Constant> weights = new ArrayList<>();
    private final Optional<List<Integer>> example;
    private long parameters;

    Modules(Archive archive, String folder, Code code) {
        this.file = archive.name();
        this.code = code;
        Object data = read(archive, folder, "data");
        if (!(data instanceof Pickled.Instance instance)) {
            throw new Problem("The file " + file + " holds no module: save the network with torch.jit.save.");
        }
        this.root = instance;
        StoredArrays stored = new StoredArrays(archive, folder + "data/");
        walk(root, "", 0, stored, Collections.newSetFromMap(new IdentityHashMap<>()));
        constants(archive, folder);
        this.example = example(archive, folder);
    }

    private static Object read(Archive archive, String folder, String name) {
        return Pickle.read(
                archive.bytes(folder + name + ".pkl"), "The part " + name + ".pkl of the file " + archive.name());
    }

    private void walk(
            Pickled.Instance module, String path, int depth, StoredArrays stored, Set<Pickled.Instance> seen) {
        if (depth > DEEPEST || seen.size() > MOST_MODULES) {
            throw new Problem("The modules in " + file + " are nested too deeply: export the network again.");
        }
        if (!seen.add(module)) {
            return;
        }
        List<Object> trained = trained(module);
        for (Map.Entry<String, Object> attribute : module.attributes().entrySet()) {
            String name = path.isEmpty() ? attribute.getKey() : path + "." + attribute.getKey();
            switch (attribute.getValue()) {
                case Pickled.Instance inner -> walk(inner, name, depth + 1, stored, seen);
                case Pickled.Array array -> {
                    Constant constant = stored.read(array.stored(), name);
                    arrays.put(array, constant);
                    weights.add(constant);
                    parameters += trained.contains(attribute.getKey()) ? constant.size() : 0;
                }
                case List<?> list ->
                    list.forEach(item -> {
                        if (item instanceof Pickled.Array array) {
                            arrays.put(array, stored.read(array.stored(), name));
                        }
                    });
                default -> {}
            }
        }
    }

    /** The names of the trained arrays, which the class lists. */
    private List<Object> trained(Pickled.Instance module) {
        return code.find(module.type().toString())
                .filter(Definition.Class.class::isInstance)
                .map(c -> ((Definition.Class) c).constants().get("__parameters__"))
                .filter(Expression.Listing.class::isInstance)
                .map(l -> ((Expression.Listing) l)
                        .items().stream()
                                .filter(Expression.Literal.class::isInstance)
                                .map(e -> ((Expression.Literal) e).value())
                                .toList())
                .orElse(List.of());
    }

    private void constants(Archive archive, String folder) {
        if (!archive.names().contains(folder + "constants.pkl")) {
            return;
        }
        StoredArrays stored = new StoredArrays(archive, folder + "constants/");
        if (read(archive, folder, "constants") instanceof Pickled.Tuple tuple) {
            for (Object item : tuple.items()) {
                constants.add(item);
                if (item instanceof Pickled.Array array) {
                    Constant constant = stored.read(array.stored(), "CONSTANTS.c" + (constants.size() - 1));
                    constants.set(constants.size() - 1, constant);
                    weights.add(constant);
                    // A frozen network has no other weights.
                    parameters +=
                            root.attributes().isEmpty() && constant.type() == Constant.Type.FLOAT ? constant.size() : 0;
                }
            }
        }
    }

    /** The shape of the images that a traced network was traced with. */
    private static Optional<List<Integer>> example(Archive archive, String folder) {
        if (!archive.names().contains(folder + "traced_inputs.pkl")) {
            return Optional.empty();
        }
        return read(archive, folder, "traced_inputs") instanceof Map<?, ?> map
                        && map.get("forward") instanceof List<?> list
                        && list.size() == 1
                        && list.getFirst() instanceof Pickled.Array array
                ? Optional.of(array.stored().shape())
                : Optional.empty();
    }

    /** The outermost module. */
    Pickled.Instance root() {
        return root;
    }

    /** The numbers of an array. */
    Constant array(Pickled.Array array) {
        Constant constant = arrays.get(array);
        if (constant == null) {
            throw new Problem("The file " + file + " uses an array that no module holds: export the network again.");
        }
        return constant;
    }

    /** Constant {@code i} of the source text: an array, or what else a pickle holds. */
    Object constant(int i) {
        if (i < 0 || i >= constants.size()) {
            throw new Problem("The file " + file + " lacks its constant c" + i + ": export or copy it again.");
        }
        return constants.get(i);
    }

    /** All weights in the order of the modules. */
    List<Constant> weights() {
        return weights;
    }

    /** The number of trained numbers. */
    long parameters() {
        return parameters;
    }

    Optional<List<Integer>> exampleShape() {
        return example;
    }
}
