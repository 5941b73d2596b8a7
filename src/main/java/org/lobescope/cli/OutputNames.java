package org.lobescope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names for what is made of each image: the image's name without its ending. Where several images would get the same
 * name, all but the first get a number: {@code a/m87.fits} and {@code b/m87.png} become {@code m87} and {@code m87-2}.
 * Names that differ only in case count as the same, since some file systems take them for the same file.
 */
final class OutputNames {
    private static final Pattern ENDING =
            Pattern.compile("\\.(fits|fit|fts|png|jpe?g)(\\.(gz|fz))?$|\\.(gz|fz)$", Pattern.CASE_INSENSITIVE);

    private OutputNames() {}

    /** One name per file, in their order. */
    static List<String> of(List<Path> files) {
        return of(files, Map.of());
    }

    /**
     * One name per file, in their order.
     *
     * @param known names from an earlier run, by {@link PastResult#key}: they stay, and no other file gets them
     */
    static List<String> of(List<Path> files, Map<Path, String> known) {
        Set<String> taken = new HashSet<>();
        Set<String> seen = new HashSet<>();
        known.values().forEach(name -> seen.add(key(name)));
        taken.addAll(seen);
        List<@Nullable String> stems = new ArrayList<>();
        for (Path file : files) {
            String stem = known.containsKey(PastResult.key(file)) ? null : stem(file);
            stems.add(stem);
            if (stem != null) {
                taken.add(key(stem));
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < stems.size(); i++) {
            String stem = stems.get(i);
            if (stem == null) {
                names.add(known.getOrDefault(PastResult.key(files.get(i)), ""));
                continue;
            }
            String name = stem;
            if (!seen.add(key(stem))) {
                // A number must not lead to another image's own name.
                for (int n = 2; !taken.add(key(name)); n++) {
                    name = stem + "-" + n;
                }
            }
            names.add(name);
        }
        return names;
    }

    static String stem(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "image" : last.toString();
        String stem = ENDING.matcher(name).replaceFirst("");
        return stem.isEmpty() ? name : stem;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
