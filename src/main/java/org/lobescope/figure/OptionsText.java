package org.lobescope.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.Option;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;

/** The options of a method in words, for the caption: {@code points 50; rule Gauss-Legendre; baseline black sky}. */
final class OptionsText {
    /** XRAI's two forms share most of their options: so many equal ones are named once. */
    private static final int MANY = 4;

    private OptionsText() {}

    /**
     * The options, each with its unit. Flags are named only where they are set or are not as the reference preset has
     * them.
     *
     * @param before methods whose options were named already; what one of them has in common is not said again
     */
    static List<String> of(Method method, List<Method> before) {
        List<Option> options = method.optionsInUse();
        List<String> parts = new ArrayList<>();
        for (Method other : before) {
            Map<String, Object> theirs = values(other);
            List<Option> rest = options.stream()
                    .filter(option -> !option.value().equals(theirs.get(option.key())))
                    .toList();
            if (options.size() - rest.size() >= MANY) {
                parts.add("as " + other.id().title());
                options = rest;
                break;
            }
        }
        Map<String, Object> reference = values(Presets.method(method.id(), Preset.REFERENCE));
        for (Option option : options) {
            boolean plain = option instanceof Option.Flag flag
                    && !flag.value()
                    && flag.value().equals(reference.get(flag.key()));
            if (!plain) {
                parts.add(describe(option));
            }
        }
        return parts;
    }

    /** How well a path method's map adds up: {@code sum 4.91 of ΔS 4.91}. */
    static String completeness(Explanation explanation, Explanation.Completeness sum) {
        return "sum " + Numbers.significant(sum.sum(), 3) + " of "
                + MapUnit.CONTRIBUTION.label(explanation.target().kind()) + " "
                + Numbers.significant(sum.scoreChange(), 3);
    }

    private static Map<String, Object> values(Method method) {
        Map<String, Object> values = new HashMap<>();
        method.options().forEach(option -> values.put(option.key(), option.value()));
        return values;
    }

    private static String describe(Option option) {
        String label = lowerFirst(option.label());
        return switch (option) {
            case Option.Whole whole -> label + " " + whole.value() + unit(whole.unit());
            case Option.Real real -> label + " " + Numbers.significant(real.value(), 4) + unit(real.unit());
            case Option.Reals reals ->
                label + " "
                        + reals.value().stream()
                                .map(value -> Numbers.significant(value, 4))
                                .collect(Collectors.joining(", "));
            case Option.Flag flag -> label + (flag.value() ? "" : ": no");
            case Option.Choice choice ->
                label + " "
                        + choice.items().stream()
                                .filter(item -> item.id().equals(choice.value()))
                                .map(Option.Choice.Item::label)
                                .findFirst()
                                .orElse(choice.value());
        };
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    private static String lowerFirst(String text) {
        boolean name = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return text.isEmpty() || name ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
