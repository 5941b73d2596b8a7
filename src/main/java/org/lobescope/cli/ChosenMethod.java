package org.lobescope.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Option;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;

/**
 * A method as the command line asks for it.
 *
 * @param method with its options
 * @param target which function of the logits it explains
 */
record ChosenMethod(Method method, Target.Kind target) {

    /**
     * The methods that the options {@code --methods}, {@code --preset}, {@code --target} and {@code --option} ask for, in
     * the order in which they are shown.
     *
     * @param ids method ids, or {@code all}
     * @param target empty: each method's own default in that preset
     * @param changes {@code METHOD.KEY=VALUE}
     * @throws Problem when there is no such method, option or value
     */
    static List<ChosenMethod> of(List<String> ids, Preset preset, Optional<Target.Kind> target, List<String> changes) {
        List<MethodId> wanted = new ArrayList<>();
        for (String id : ids) {
            if (id.strip().equalsIgnoreCase("all")) {
                wanted.addAll(List.of(MethodId.values()));
            } else {
                wanted.add(method(id.strip()));
            }
        }
        List<ChosenMethod> chosen = new ArrayList<>();
        for (MethodId id : MethodId.values()) {
            if (wanted.contains(id)) {
                Method method = Presets.method(id, preset);
                for (String change : changes) {
                    method = changed(method, change, wanted);
                }
                chosen.add(new ChosenMethod(method, target.orElse(Presets.defaultTarget(id, preset))));
            }
        }
        return chosen;
    }

    private static MethodId method(String id) {
        return MethodId.of(id.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new Problem("There is no method '" + id + "': choose all, or some of "
                        + String.join(
                                ", ",
                                Arrays.stream(MethodId.values())
                                        .map(MethodId::id)
                                        .toList())
                        + "."));
    }

    private static Method changed(Method method, String change, List<MethodId> wanted) {
        int dot = change.indexOf('.');
        int equals = change.indexOf('=', dot + 1);
        if (dot < 1 || equals < dot + 2) {
            throw new Problem("'" + change + "' is no method option: write METHOD.KEY=VALUE, such as"
                    + " integrated-gradients.steps=100.");
        }
        MethodId id = method(change.substring(0, dot).strip());
        if (!wanted.contains(id)) {
            throw new Problem("The option '" + change + "' is of a method that --methods does not ask for: add "
                    + id.id() + " there.");
        }
        if (id != method.id()) {
            return method;
        }
        String key = change.substring(dot + 1, equals).strip();
        String text = change.substring(equals + 1).strip();
        Optional<Option> option =
                method.options().stream().filter(o -> o.key().equals(key)).findFirst();
        // Where there is no such option the method itself says which ones there are.
        return method.with(key, option.map(o -> value(o, text)).orElse(text));
    }

    /** The value as the option's kind has it; what cannot be understood stays text, which the method refuses in words. */
    private static Object value(Option option, String text) {
        return switch (option) {
            case Option.Whole _, Option.Real _ -> orText(number(text), text);
            case Option.Flag _ ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? Boolean.valueOf(text) : text;
            case Option.Choice _ -> text;
            case Option.Reals _ -> {
                List<Double> numbers = new ArrayList<>();
                for (String part : text.split("[,/ ]+", -1)) {
                    Double number = number(part);
                    if (number == null) {
                        yield text;
                    }
                    numbers.add(number);
                }
                yield numbers;
            }
        };
    }

    private static Object orText(@Nullable Double number, String text) {
        return number == null ? text : number;
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
