package org.lobescope.explain;

import java.util.Arrays;
import java.util.List;

/** One option of a method as it is set, with what a person needs to change it. */
public sealed interface Option {
    /** The name in files and for {@link Method#with}. */
    String key();

    /** The name for people. */
    String label();

    /** One line of help. */
    String help();

    /** The value as it is set: Integer, Double, Boolean, a list of Double, or a choice's id. */
    Object value();

    /** A whole number; unit may be empty. */
    record Whole(String key, String label, String unit, String help, Integer value, int min, int max)
            implements Option {}

    /** A real number; unit may be empty. */
    record Real(String key, String label, String unit, String help, Double value, double min, double max)
            implements Option {}

    /** On or off. */
    record Flag(String key, String label, String help, Boolean value) implements Option {}

    /** One of several; value is the id of the choice that is set. */
    record Choice(String key, String label, String help, String value, List<Item> items) implements Option {
        /** A choice: its id in files and its name for people. */
        public record Item(String id, String label) {}
    }

    /** Several real numbers, at least one, in a person's order. */
    record Reals(String key, String label, String help, List<Double> value, double min, double max) implements Option {
        public Reals {
            value = List.copyOf(value);
        }
    }

    /** One of a closed choice, as an enum has it. */
    interface Named {
        /** The name on the command line and in files. */
        String id();

        /** The name for people. */
        String label();
    }

    /** The choice among the constants of an enum. */
    static <E extends Enum<E> & Named> Choice choice(String key, String label, String help, E value) {
        List<Choice.Item> items = Arrays.stream(value.getDeclaringClass().getEnumConstants())
                .map(constant -> new Choice.Item(constant.id(), constant.label()))
                .toList();
        return new Choice(key, label, help, value.id(), items);
    }
}
