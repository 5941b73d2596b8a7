package org.lobescope.network.pt2;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lobescope.Problem;
import org.lobescope.network.archive.NumberType;
import org.lobescope.network.archive.Pickled;

/** An argument or result in an exported program: a value by its name, or something that is known. */
sealed interface Pt2Argument {
    /** A tensor or number that has a name. */
    record Named(String name) implements Pt2Argument {}

    /** Something that is known: a number, a text, None. */
    record Known(Object value) implements Pt2Argument {}

    /** Several. */
    record Several(List<Pt2Argument> items) implements Pt2Argument {}

    /** An argument from the JSON object with one key that stands for it. */
    static Pt2Argument of(JsonElement json, Function<JsonObject, Pt2Nodes> programs) {
        Map.Entry<String, JsonElement> entry =
                json.getAsJsonObject().entrySet().iterator().next();
        JsonElement value = entry.getValue();
        return switch (entry.getKey()) {
            case "as_tensor", "as_optional_tensor", "as_custom_obj" ->
                value.getAsJsonObject().has("name")
                        ? new Named(value.getAsJsonObject().get("name").getAsString())
                        : of(value, programs);
            case "as_name" -> new Named(value.getAsString());
            case "as_sym_int", "as_sym_bool", "as_sym_float" -> of(value, programs);
            case "as_int" -> new Known(value.getAsLong());
            case "as_float" -> new Known(value.getAsDouble());
            case "as_bool" -> new Known(value.getAsBoolean());
            case "as_string" -> new Known(value.getAsString());
            case "as_scalar_type" ->
                new Known(NumberType.ofExportCode(value.getAsLong())
                        .<Object>map(t -> t)
                        .orElse(Pickled.Nothing.NONE));
            case "as_ints" -> several(value, e -> new Known(e.getAsLong()));
            case "as_floats" -> several(value, e -> new Known(e.getAsDouble()));
            case "as_bools" -> several(value, e -> new Known(e.getAsBoolean()));
            case "as_strings" -> several(value, e -> new Known(e.getAsString()));
            case "as_tensors" ->
                several(value, e -> new Named(e.getAsJsonObject().get("name").getAsString()));
            case "as_sym_ints", "as_sym_bools", "as_sym_floats", "as_optional_tensors" ->
                several(value, e -> of(e, programs));
            case "as_graph" -> new Known(programs.apply(value.getAsJsonObject().getAsJsonObject("graph")));
            default -> new Known(Pickled.Nothing.NONE);
        };
    }

    private static Pt2Argument several(JsonElement array, Function<JsonElement, Pt2Argument> each) {
        List<Pt2Argument> items = new ArrayList<>();
        array.getAsJsonArray().forEach(e -> items.add(each.apply(e)));
        return new Several(items);
    }

    /** What it is while the program runs. */
    default Object value(Map<String, Object> values, String file) {
        return switch (this) {
            case Known known -> known.value();
            case Named named -> {
                Object value = values.get(named.name());
                if (value == null) {
                    throw new Problem("The program in " + file + " uses the value '" + named.name()
                            + "', which nothing makes: export the network again.");
                }
                yield value;
            }
            case Several several -> {
                List<Object> all = new ArrayList<>();
                several.items().forEach(i -> all.add(i.value(values, file)));
                yield all;
            }
        };
    }

    /** Gives the value to the names that stand here. */
    default void assign(Object value, Map<String, Object> values) {
        switch (this) {
            case Known ignored -> {}
            case Named named -> values.put(named.name(), value);
            case Several several -> {
                if (value instanceof List<?> list) {
                    for (int i = 0; i < Math.min(list.size(), several.items().size()); i++) {
                        several.items().get(i).assign(list.get(i), values);
                    }
                }
            }
        }
    }

    /** Whether it is a list. */
    default boolean list() {
        return this instanceof Several;
    }

    /** The names of values in it. */
    default List<String> names() {
        return switch (this) {
            case Known ignored -> List.of();
            case Named named -> List.of(named.name());
            case Several several ->
                several.items().stream().flatMap(i -> i.names().stream()).toList();
        };
    }

    /** Its only name, empty if it has none. */
    default String name() {
        return names().isEmpty() ? "" : names().getFirst();
    }
}
