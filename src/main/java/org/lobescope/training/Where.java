package org.lobescope.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lobescope.Problem;

/**
 * Which rows of a table are taken: those that have one of the wanted values in every named column, and none of the unwanted
 * ones.
 *
 * @param wanted column to values
 * @param unwanted column to values
 */
public record Where(Map<String, List<String>> wanted, Map<String, List<String>> unwanted) {
    /** All rows. */
    public static final Where ALL = new Where(Map.of(), Map.of());

    /**
     * Reads {@code column=value} and {@code column!=value} conditions; a column that is named twice may have either value,
     * or neither.
     *
     * @throws Problem when one is written otherwise
     */
    public static Where of(List<String> conditions) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        Map<String, List<String>> unwanted = new LinkedHashMap<>();
        for (String condition : conditions) {
            int sign = condition.indexOf('=');
            boolean not = sign > 0 && condition.charAt(sign - 1) == '!';
            int end = not ? sign - 1 : sign;
            if (end < 1) {
                throw new Problem("'" + condition
                        + "' is no condition: write column=value or column!=value, such as split=test.");
            }
            (not ? unwanted : wanted)
                    .computeIfAbsent(condition.substring(0, end).strip(), column -> new ArrayList<>())
                    .add(condition.substring(sign + 1).strip());
        }
        return new Where(wanted, unwanted);
    }

    /** Whether a row is taken. */
    boolean takes(Map<String, String> row) {
        return wanted.entrySet().stream().allMatch(e -> e.getValue().contains(row.get(e.getKey())))
                && unwanted.entrySet().stream().noneMatch(e -> e.getValue().contains(row.get(e.getKey())));
    }

    /** Complains about columns that are not there. */
    void check(Iterable<String> columns, String table) {
        TreeSet<String> there = new TreeSet<>();
        columns.forEach(there::add);
        Set<String> named = new LinkedHashSet<>(wanted.keySet());
        named.addAll(unwanted.keySet());
        for (String column : named) {
            if (!there.contains(column)) {
                throw new Problem("There is no column '" + column + "' in " + table + ", which has "
                        + String.join(", ", there) + ": choose one of them.");
            }
        }
    }

    @Override
    public String toString() {
        List<String> conditions = new ArrayList<>();
        wanted.forEach((column, values) -> values.forEach(value -> conditions.add(column + "=" + value)));
        unwanted.forEach((column, values) -> values.forEach(value -> conditions.add(column + "!=" + value)));
        return String.join(",", conditions);
    }
}
