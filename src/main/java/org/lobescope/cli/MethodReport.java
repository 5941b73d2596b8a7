package org.lobescope.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Target;

/**
 * What became of one method on one image.
 *
 * @param chosen the method
 * @param target the score that was explained
 * @param explanation empty when it failed
 * @param cached whether the explanation was computed before
 * @param map where the map was written
 * @param failure one sentence
 */
record MethodReport(
        ChosenMethod chosen,
        Target target,
        Optional<Explanation> explanation,
        boolean cached,
        Optional<Path> map,
        Optional<String> failure) {

    /** The same with its map written. */
    MethodReport written(Path file) {
        return new MethodReport(chosen, target, explanation, cached, Optional.of(file), failure);
    }

    /** The same, but something went wrong. */
    MethodReport failed(String reason) {
        return new MethodReport(chosen, target, explanation, cached, map, Optional.of(reason));
    }
}
