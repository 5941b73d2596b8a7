package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;

class InputFactsTest {
    private static InputFacts facts(int channels, int height, int width, float... x) {
        ImageShape shape = new ImageShape(channels, height, width);
        return InputFacts.of(new Question(
                new Tensor(shape.batch(1), x),
                new float[channels],
                new Target(Target.Kind.LOGIT, 0),
                "FRII",
                Optional.empty()));
    }

    @Test
    void aSourceIsConnectedAcrossCornersAndNotAcrossTheEdgeOfTheImage() {
        float[] sky = {
            9, 0, 0, 0, 8, //
            0, 9, 0, 0, 8, //
            9, 0, 0, 0, 8, //
            0, 0, 0, 0, 8
        };
        InputFacts facts = facts(1, 4, 5, sky);
        assertEquals(4, facts.largestSource());
        assertFalse(facts.constant());
        // Pairs in rows: 2, 1, 2 and 3 of black pixels.
        assertEquals(8 / 20.0, facts.flat());
    }

    @Test
    void faintPixelsBelongToNoSource() {
        assertEquals(2, facts(1, 1, 6, -1, 10, 0.2f, -1, 0, 0).largestSource());
        assertEquals(1, facts(1, 1, 6, -1, 10, 0.05f, -1, 0, 0).largestSource());
    }

    @Test
    void anyChannelMakesASource() {
        InputFacts facts = facts(2, 2, 2, 5, 5, 5, 5, 0, 9, 0, 9);
        assertEquals(2, facts.largestSource());
        assertEquals(2 / 8.0, facts.flat());
        assertFalse(facts.constant());
    }

    @Test
    void channelsMayBeConstantEachInItsOwnWay() {
        InputFacts facts = facts(2, 1, 3, 1, 1, 1, 4, 4, 4);
        assertTrue(facts.constant());
        assertEquals(0, facts.largestSource());
        assertEquals(4 / 6.0, facts.flat());
    }
}
