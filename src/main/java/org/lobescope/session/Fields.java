package org.lobescope.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lobescope.Problem;

/**
 * The fields of an object in a session, each of the kind that is asked for. A missing field is empty or has its default; a
 * field of another kind is a problem that names it.
 *
 * @param file the session's name, for messages
 * @param prefix of the fields' names, for messages
 * @param json the object
 */
record Fields(String file, String prefix, JsonObject json) {

    Optional<String> text(String field) {
        return present(field).map(value -> {
            if (value instanceof JsonPrimitive p && p.isString()) {
                return p.getAsString();
            }
            throw wrong(field, value, "a text");
        });
    }

    String text(String field, String otherwise) {
        return text(field).orElse(otherwise);
    }

    boolean flag(String field, boolean otherwise) {
        return present(field)
                .map(value -> {
                    if (value instanceof JsonPrimitive p && p.isBoolean()) {
                        return p.getAsBoolean();
                    }
                    throw wrong(field, value, "true or false");
                })
                .orElse(otherwise);
    }

    Optional<Double> number(String field, double least, double most) {
        return present(field).map(value -> number(field, value, least, most));
    }

    double number(String field, double otherwise, double least, double most) {
        return number(field, least, most).orElse(otherwise);
    }

    Optional<Integer> whole(String field, int least, int most) {
        return number(field, least, most).map(number -> {
            if (number != Math.rint(number)) {
                throw wrong(field, new JsonPrimitive(number), "a whole number");
            }
            return (int) (double) number;
        });
    }

    Optional<List<Double>> numbers(String field) {
        return list(field).map(list -> {
            List<Double> numbers = new ArrayList<>();
            list.forEach(value -> numbers.add(number(field, value, -Double.MAX_VALUE, Double.MAX_VALUE)));
            return numbers;
        });
    }

    Optional<List<JsonElement>> list(String field) {
        return present(field).map(value -> {
            if (value instanceof JsonArray array) {
                return array.asList();
            }
            throw wrong(field, value, "a list in brackets");
        });
    }

    /** An object; one without fields where there is none. */
    Fields object(String field) {
        return maybe(field).orElseGet(() -> new Fields(file, prefix + field + ".", new JsonObject()));
    }

    Optional<Fields> maybe(String field) {
        return present(field).map(value -> of(field, value));
    }

    Fields of(String field, JsonElement value) {
        if (value instanceof JsonObject object) {
            return new Fields(file, prefix + field + ".", object);
        }
        throw wrong(field, value, "an object in braces");
    }

    /**
     * One of several words.
     *
     * @param meaning empty for a word that is none of them
     * @param words for the message
     */
    <T> Optional<T> choice(String field, Function<String, Optional<T>> meaning, String words) {
        return text(field)
                .map(word -> meaning.apply(word)
                        .orElseThrow(() -> wrong(field, new JsonPrimitive(word), "one of " + words)));
    }

    private double number(String field, JsonElement value, double least, double most) {
        if (value instanceof JsonPrimitive p && p.isNumber()) {
            double number = p.getAsDouble();
            if (number >= least && number <= most) {
                return number;
            }
            throw wrong(
                    field,
                    value,
                    least <= -Double.MAX_VALUE
                            ? "a number"
                            : "a number from " + brief(least)
                                    + (most >= Integer.MAX_VALUE ? " up" : " to " + brief(most)));
        }
        throw wrong(field, value, "a number");
    }

    private static String brief(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private Optional<JsonElement> present(String field) {
        JsonElement value = json.get(field);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value);
    }

    Problem wrong(String field, JsonElement value, String expected) {
        String text = value.toString().replaceAll("[\\p{Cntrl}]", " ");
        String shown = text.length() > 40 ? text.substring(0, 37) + "..." : text;
        return new Problem("The session " + file + " has " + shown + " as \"" + prefix + field + "\", which should be "
                + expected + "; correct it there.");
    }
}
