package org.lobescope.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.Problem;
import org.lobescope.explain.Option.Choice;
import org.lobescope.explain.Option.Flag;
import org.lobescope.explain.Option.Named;
import org.lobescope.explain.Option.Real;
import org.lobescope.explain.Option.Reals;
import org.lobescope.explain.Option.Whole;

/** The values of a method's options by key, checked: what {@link Method#with} changes and makes the new method of. */
final class Settings {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Settings() {}

    /**
     * The options of a method with one of them changed.
     *
     * @throws Problem when there is no such option or the value is out of its range
     */
    static Settings changed(Method method, String key, Object value) {
        Settings settings = new Settings();
        boolean found = false;
        for (Option option : method.options()) {
            boolean changes = option.key().equals(key);
            found |= changes;
            settings.values.put(option.key(), changes ? checked(method, option, value) : option.value());
        }
        if (!found) {
            throw new Problem(method.id().title() + " has no option '" + key + "'; it has "
                    + (settings.values.isEmpty() ? "none" : String.join(", ", settings.values.keySet())) + ".");
        }
        return settings;
    }

    int whole(String key) {
        return (Integer) get(key);
    }

    double real(String key) {
        return (Double) get(key);
    }

    boolean flag(String key) {
        return (Boolean) get(key);
    }

    @SuppressWarnings("unchecked") // only Reals options hold lists, and these are lists of Double
    List<Double> reals(String key) {
        return (List<Double>) get(key);
    }

    <E extends Enum<E> & Named> E choice(String key, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.id().equals(get(key))) {
                return constant;
            }
        }
        throw new IllegalStateException("no choice " + get(key) + " of " + key);
    }

    private Object get(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no option " + key);
        }
        return value;
    }

    private static Object checked(Method method, Option option, Object value) {
        return switch (option) {
            case Whole o
            when value instanceof Number n
                    && n.doubleValue() == Math.rint(n.doubleValue())
                    && n.doubleValue() >= o.min()
                    && n.doubleValue() <= o.max() -> n.intValue();
            case Real o
            when value instanceof Number n && n.doubleValue() >= o.min() && n.doubleValue() <= o.max() ->
                n.doubleValue();
            case Flag _ when value instanceof Boolean b -> b;
            case Reals o
            when value instanceof List<?> list && !list.isEmpty() -> {
                List<Double> reals = new ArrayList<>();
                for (Object each : list) {
                    if (!(each instanceof Number n) || !(n.doubleValue() >= o.min() && n.doubleValue() <= o.max())) {
                        throw refused(method, option, value);
                    }
                    reals.add(n.doubleValue());
                }
                yield List.copyOf(reals);
            }
            case Choice o when o.items().stream().anyMatch(item -> item.id().equals(value)) -> value;
            default -> throw refused(method, option, value);
        };
    }

    private static Problem refused(Method method, Option option, Object value) {
        String wanted = switch (option) {
            case Whole o -> "a whole number from " + o.min() + " to " + o.max();
            case Real o -> "a number from " + o.min() + " to " + o.max();
            case Flag _ -> "true or false";
            case Reals o -> "one or more numbers from " + o.min() + " to " + o.max();
            case Choice o ->
                "one of "
                        + String.join(
                                ", ", o.items().stream().map(Choice.Item::id).toList());
        };
        return new Problem("The option '" + option.key() + "' of " + method.id().title() + " can't be " + value
                + ": choose " + wanted + ".");
    }
}
