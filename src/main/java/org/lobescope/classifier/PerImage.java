package org.lobescope.classifier;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.lobescope.sky.RadioImage;

/**
 * What was last worked out about images, kept as long as their pixels are: a cut-out that is dragged over a large image
 * asks for it many times.
 *
 * @param <T> what is worked out; it must not hold the image's own pixels
 */
final class PerImage<T> {
    private record Known<T>(Object question, T answer) {}

    /** Arrays are told apart by identity, and pixels are never written to. */
    private final Map<float[], Known<T>> known = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * The answer, worked out anew when another question was asked last.
     *
     * @param question everything but the pixels that the answer depends on
     */
    T get(RadioImage image, Object question, Supplier<T> work) {
        Known<T> last = known.get(image.pixels());
        if (last == null || !last.question.equals(question)) {
            last = new Known<>(question, work.get());
            known.put(image.pixels(), last);
        }
        return last.answer;
    }
}
