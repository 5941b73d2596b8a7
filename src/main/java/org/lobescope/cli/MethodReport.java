package org.lobescope.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Target;
import org.lobescope.figure.MapStatistics;

/**
 * What became of one method on one image.
 *
 * @param chosen the method
 * @param target the score that was explained
 * @param side for maps that are compared in pairs, what tells this one from the other: its class or preset; else empty
 * @param second whether it is the second of a pair
 * @param explanation empty when it failed
 * @param numbers the explanation's map in numbers; empty likewise
 * @param cached whether the explanation was computed before
 * @param map where the map was written
 * @param failure one sentence
 */
record MethodReport(
        ChosenMethod chosen,
        Target target,
        String side,
        boolean second,
        Optional<Explanation> explanation,
        Optional<MapStatistics> numbers,
        boolean cached,
        Optional<Path> map,
        Optional<String> failure) {

    /** The method for people, with what tells it from the other of its pair. */
    String title() {
        String title = chosen.method().id().title();
        return side.isEmpty() ? title : title + " (" + side + ")";
    }

    /** The same with its map written. */
    MethodReport written(Path file) {
        return new MethodReport(chosen, target, side, second, explanation, numbers, cached, Optional.of(file), failure);
    }

    /** The same, but something went wrong. */
    MethodReport failed(String reason) {
        return new MethodReport(chosen, target, side, second, explanation, numbers, cached, map, Optional.of(reason));
    }
}
