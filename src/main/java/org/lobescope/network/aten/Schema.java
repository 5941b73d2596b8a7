package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.network.archive.Pickled;

/**
 * The arguments of an operation: their names in order, and their defaults. Files leave out what has its default.
 *
 * @param name of the operation
 * @param parameters in order
 * @param defaults of those that may be left out
 */
record Schema(String name, List<String> parameters, Map<String, Object> defaults) {
    /** Where numbers lie and how they are laid out changes nothing. */
    private static final Set<String> IGNORED =
            Set.of("layout", "device", "pin_memory", "memory_format", "non_blocking", "copy", "generator", "dtype");

    /** A schema as PyTorch writes it, without types: {@code softplus(self, beta=1, threshold=20)}. */
    static Schema parse(String text) {
        int open = text.indexOf('(');
        List<String> parameters = new ArrayList<>();
        Map<String, Object> defaults = new HashMap<>();
        for (String part : text.substring(open + 1, text.length() - 1).split(",\\s*", -1)) {
            int equals = part.indexOf('=');
            String parameter = equals < 0 ? part : part.substring(0, equals);
            parameters.add(parameter);
            if (equals >= 0) {
                defaults.put(parameter, value(part.substring(equals + 1)));
            }
        }
        return new Schema(text.substring(0, open), List.copyOf(parameters), Map.copyOf(defaults));
    }

    private static Object value(String text) {
        return switch (text) {
            case "None" -> Pickled.Nothing.NONE;
            case "True" -> true;
            case "False" -> false;
            case "[]" -> List.of();
            default -> {
                if (text.startsWith("'")) {
                    yield text.substring(1, text.length() - 1);
                }
                yield text.contains(".") || text.contains("e") ? (Object) Double.valueOf(text) : Long.valueOf(text);
            }
        };
    }

    /** Arguments by name, or what is wrong with them. */
    Optional<Map<String, Object>> bind(List<Object> positional, Map<String, Object> named) {
        if (positional.size() > parameters.size()) {
            return Optional.empty();
        }
        Map<String, Object> bound = new HashMap<>(defaults);
        for (int i = 0; i < positional.size(); i++) {
            bound.put(parameters.get(i), positional.get(i));
        }
        for (Map.Entry<String, Object> entry : named.entrySet()) {
            String key = entry.getKey();
            if (parameters.contains(key)) {
                bound.put(key, entry.getValue());
            } else if (key.equals("input") && parameters.contains("self")) {
                bound.put("self", entry.getValue());
            } else if (key.equals("self") && parameters.contains("input")) {
                bound.put("input", entry.getValue());
            } else if (!IGNORED.contains(key)) {
                return Optional.empty();
            }
        }
        return bound.keySet().containsAll(parameters) ? Optional.of(bound) : Optional.empty();
    }
}
