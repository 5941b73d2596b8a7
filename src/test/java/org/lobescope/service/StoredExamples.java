package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lobescope.service.Fixtures.LOGIT;

import java.util.List;
import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Note;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;

/** Explanations that a store keeps, and how they are told apart. */
final class StoredExamples {
    static final Classifier CLASSIFIER = Fixtures.classifier("a");

    private StoredExamples() {}

    static ExplanationRequest request(float value, MethodId id) {
        return request(Fixtures.image(value), id, LOGIT, Optional.empty());
    }

    static ExplanationRequest request(PreparedImage image, MethodId id, Target target, Optional<String> layer) {
        return new ExplanationRequest("tile", CLASSIFIER, image, Fixtures.method(id), target, layer, 0);
    }

    /** An answer with something in every field. */
    static Explanation full(ExplanationRequest request, float... map) {
        return new Explanation(
                request.method(),
                request.target(),
                Optional.of(new Layer("stage3.relu", "Relu", "/stage3/Relu_output_0", 64, 10, 12)),
                2,
                3,
                map,
                new float[] {1, 2, 3, 4, 5, 6},
                Explanation.Sign.SIGNED,
                List.of(
                        new Note(Note.Caveat.HAZE, "Masks lift the sky: ≤ 3 σ."),
                        new Note(Note.Caveat.NO_EVIDENCE, "None.")),
                Optional.of(new Explanation.Completeness(1.25, -3e-300)),
                Optional.of(new float[] {0.5f, -7}),
                12.5);
    }

    static void assertSameExplanation(Explanation expected, Explanation found) {
        assertArrayEquals(bits(expected.map()), bits(found.map()));
        assertArrayEquals(bits(expected.magnitude()), bits(found.magnitude()));
        assertEquals(expected.map() == expected.magnitude(), found.map() == found.magnitude());
        assertEquals(expected.layer(), found.layer());
        assertEquals(expected.method(), found.method());
        assertEquals(expected.target(), found.target());
        assertEquals(expected.sign(), found.sign());
        assertEquals(expected.notes(), found.notes());
        assertEquals(expected.completeness(), found.completeness());
        assertEquals(expected.seconds(), found.seconds(), 0);
        assertEquals(expected.weights().isPresent(), found.weights().isPresent());
        expected.weights()
                .ifPresent(weights ->
                        assertArrayEquals(bits(weights), bits(found.weights().orElseThrow())));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
