package org.lobescope.network.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of a call by name, with defaults: whole numbers, floats, texts, and lists of numbers. */
public final class Attributes {
    /** No attributes. */
    public static final Attributes NONE = new Attributes(Map.of());

    private final Map<String, Object> byName;

    private Attributes(Map<String, Object> byName) {
        this.byName = byName;
    }

    /** A list of attributes that is being made. */
    public static final class Builder {
        private final Map<String, Object> byName = new HashMap<>();

        /** Adds a whole number; those beyond 32 bits become the nearest that is. */
        public Builder integer(String name, long value) {
            byName.put(name, (int) Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            return this;
        }

        /** Adds yes or no. */
        public Builder flag(String name, boolean value) {
            return integer(name, value ? 1 : 0);
        }

        /** Adds a number. */
        public Builder number(String name, double value) {
            byName.put(name, (float) value);
            return this;
        }

        /** Adds a text. */
        public Builder text(String name, String value) {
            byName.put(name, value);
            return this;
        }

        /** Adds a list of whole numbers. */
        public Builder integers(String name, List<? extends Number> values) {
            byName.put(
                    name,
                    values.stream()
                            .map(v -> (int) Math.clamp(v.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE))
                            .toList());
            return this;
        }

        /** Adds a list of numbers. */
        public Builder numbers(String name, List<Float> values) {
            byName.put(name, List.copyOf(values));
            return this;
        }

        /** What was added. */
        public Attributes build() {
            return new Attributes(Map.copyOf(byName));
        }
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** A whole number. */
    public int integer(String name, int otherwise) {
        return byName.get(name) instanceof Number n ? n.intValue() : otherwise;
    }

    /** Yes or no. */
    public boolean flag(String name, boolean otherwise) {
        return integer(name, otherwise ? 1 : 0) != 0;
    }

    /** A number. */
    public float number(String name, float otherwise) {
        return byName.get(name) instanceof Number n ? n.floatValue() : otherwise;
    }

    /** A text. */
    public String text(String name, String otherwise) {
        return byName.get(name) instanceof String s ? s : otherwise;
    }

    /** A list of whole numbers. */
    public Optional<List<Integer>> integers(String name) {
        return byName.get(name) instanceof List<?> list
                ? Optional.of(list.stream().map(v -> ((Number) v).intValue()).toList())
                : Optional.empty();
    }

    /** A list of numbers. */
    public Optional<List<Float>> numbers(String name) {
        return byName.get(name) instanceof List<?> list
                ? Optional.of(list.stream().map(v -> ((Number) v).floatValue()).toList())
                : Optional.empty();
    }
}
