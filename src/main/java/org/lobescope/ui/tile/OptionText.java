package org.lobescope.ui.tile;

import java.util.stream.Collectors;
import org.lobescope.explain.Option;

/** An option's value in words. */
final class OptionText {
    private OptionText() {}

    static String value(Option option) {
        return switch (option) {
            case Option.Whole o -> o.value() + unit(o.unit());
            case Option.Real o -> number(o.value()) + unit(o.unit());
            case Option.Flag o -> o.value() ? "yes" : "no";
            case Option.Reals o -> o.value().stream().map(OptionText::number).collect(Collectors.joining(", "));
            case Option.Choice o ->
                o.items().stream()
                        .filter(item -> item.id().equals(o.value()))
                        .map(Option.Choice.Item::label)
                        .findFirst()
                        .orElse(o.value());
        };
    }

    /** As short as it can be written without losing digits. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value).replace("E", "e");
    }

    static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }
}
