package org.lobescope.network.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.lobescope.Problem;

/** The few functions that a pickle of PyTorch may call, known by name and done here; all others only make a named object. */
final class TorchObjects {
    private TorchObjects() {}

    /** What a function or class, called with arguments, makes. */
    static Object call(Object function, List<Object> in, String where) {
        if (!(function instanceof Pickled.Global global)) {
            throw new Problem(where + " is a pickle that calls something without a name: export the file again.");
        }
        return switch (global.toString()) {
            case "collections.OrderedDict", "builtins.dict" -> new LinkedHashMap<>();
            case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor" -> array(in, where);
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" -> in.getFirst();
            case "torch.jit._pickle.restore_type_tag",
                    "torch.jit._pickle.build_intlist",
                    "torch.jit._pickle.build_doublelist",
                    "torch.jit._pickle.build_boollist",
                    "torch.jit._pickle.build_tensorlist" -> in.getFirst();
            case "torch.device", "torch.serialization._get_layout" -> new Pickled.Instance(global);
            default -> {
                if (global.name().contains("qtensor")) {
                    throw new Problem(where + " holds arrays of a quantised network, which has no gradients: export the"
                            + " network with 32-bit floats.");
                }
                yield new Pickled.Instance(global);
            }
        };
    }

    /** Arguments: storage, offset, shape, strides, and more that does not matter. */
    private static Object array(List<Object> in, String where) {
        if (in.size() < 4
                || !(in.get(0) instanceof Pickled.Storage storage)
                || !(in.get(1) instanceof Long offset)
                || !(in.get(2) instanceof Pickled.Tuple shape)
                || !(in.get(3) instanceof Pickled.Tuple strides)) {
            throw new Problem(where + " describes an array in a way that is not known: export the file again.");
        }
        List<Integer> lengths = new ArrayList<>();
        for (Object n : shape.items()) {
            lengths.add((int) Math.clamp((Long) n, -1, Integer.MAX_VALUE));
        }
        List<Long> steps = strides.items().stream().map(n -> (Long) n).toList();
        return new Pickled.Array(
                new StoredArray(storage.type(), storage.key(), offset, List.copyOf(lengths), List.copyOf(steps)));
    }
}
