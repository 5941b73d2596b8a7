package org.lobescope.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where figures go, by the image's name.
 *
 * @param file as it was asked for; empty: no figures are
 * @param many whether there may be more images than one: then the image's name is added to the file's
 */
record Figures(Optional<Path> file, boolean many) {
    /** The figure of the image of that name. */
    Optional<Path> of(String name) {
        return file.map(asked -> many ? asked.resolveSibling(stem(asked) + "-" + name + ending(asked)) : asked);
    }

    /** Whether a file may be one of these figures. */
    boolean isOne(Path other) {
        String name = String.valueOf(other.getFileName());
        return file.filter(asked -> PastResult.key(asked)
                                .resolveSibling("")
                                .equals(PastResult.key(other).resolveSibling(""))
                        && (name.equals(String.valueOf(asked.getFileName()))
                                || (name.startsWith(stem(asked) + "-") && name.endsWith(ending(asked)))))
                .isPresent();
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String ending(Path file) {
        return String.valueOf(file.getFileName()).substring(stem(file).length());
    }
}
