package org.lobescope.classifier;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;

/**
 * The fields of a JSON object in a model card, each of the kind that is asked for.
 *
 * @param card the card's file name, for messages
 * @param prefix of the fields' names, for messages
 * @param json the object
 */
record CardFields(String card, String prefix, JsonObject json) {

    /** A text; empty where there is no such field. */
    Optional<String> text(String field) {
        JsonElement value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonPrimitive p && p.isString()) {
            return Optional.of(p.getAsString());
        }
        throw wrong(field, value, "a text");
    }

    /** A number. */
    OptionalDouble number(String field) {
        JsonElement value = present(field);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(number(field, value));
    }

    /** A whole number of at least 1. */
    OptionalInt positive(String field) {
        JsonElement value = present(field);
        return value == null ? OptionalInt.empty() : OptionalInt.of(positive(field, value));
    }

    /** A number or a list of numbers. */
    Optional<float[]> numbers(String field) {
        JsonElement value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        List<JsonElement> elements = value instanceof JsonArray array ? array.asList() : List.of(value);
        float[] numbers = new float[elements.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) number(field, elements.get(i));
        }
        if (numbers.length == 0) {
            throw wrong(field, value, "a number or a list of numbers");
        }
        return Optional.of(numbers);
    }

    /** True or false. */
    Optional<Boolean> flag(String field) {
        JsonElement value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonPrimitive p && p.isBoolean()) {
            return Optional.of(p.getAsBoolean());
        }
        throw wrong(field, value, "true or false");
    }

    /** A list of texts. */
    Optional<List<String>> texts(String field) {
        JsonElement value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonPrimitive p
                        && p.isString()
                        && !p.getAsString().isBlank()) {
                    texts.add(p.getAsString());
                }
            }
            if (!texts.isEmpty() && texts.size() == array.size()) {
                return Optional.of(texts);
            }
        }
        throw wrong(field, value, "a list of names");
    }

    /** An object. */
    Optional<CardFields> object(String field) {
        JsonElement value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonObject object) {
            return Optional.of(new CardFields(card, prefix + field + ".", object));
        }
        throw wrong(field, value, "an object in braces");
    }

    /** A list of any kind. */
    Optional<List<JsonElement>> list(String field) {
        JsonElement value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonArray array) {
            return Optional.of(array.asList());
        }
        throw wrong(field, value, "a list");
    }

    int positive(String field, JsonElement value) {
        double number = number(field, value);
        if (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw wrong(field, value, "a whole number above 0");
        }
        return (int) number;
    }

    private double number(String field, JsonElement value) {
        if (value instanceof JsonPrimitive p && p.isNumber() && Double.isFinite(p.getAsDouble())) {
            return p.getAsDouble();
        }
        throw wrong(field, value, "a number");
    }

    private @Nullable JsonElement present(String field) {
        JsonElement value = json.get(field);
        return value == null || value.isJsonNull() ? null : value;
    }

    /** A field that holds something else than it should. */
    Problem wrong(String field, JsonElement value, String expected) {
        String text = value.toString();
        String shown = text.length() > 40 ? text.substring(0, 37) + "..." : text;
        return new Problem("The model card " + card + " has " + shown + " as \"" + prefix + field
                + "\", which should be " + expected + "; correct the card.");
    }
}
