package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.explain.Note.Caveat;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Network;
import org.lobescope.network.Tensor;

/** What holds for every method, on a network that can be differentiated on paper. */
class MethodInvariantsTest {
    private static final float BLACK = -0.088f;

    private static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (Preset preset : Preset.values()) {
            for (Method method : Presets.methods(preset)) {
                methods.add(method.options().stream().anyMatch(o -> o.key().equals("side")) ? small(method) : method);
            }
        }
        return methods;
    }

    /** XRAI for small images: the constants are made for photographs. */
    private static Method small(Method method) {
        return method.with("side", 32).with("min-size", 10).with("min-added", 3).with("points", 10);
    }

    private static Question question(ImageShape shape, float[] x) {
        float[] black = new float[shape.channels()];
        java.util.Arrays.fill(black, BLACK);
        QuadraticNetwork network = QuadraticNetwork.of(shape);
        return new Question(
                new Tensor(shape.batch(1), x),
                black,
                new Target(Target.Kind.LOGIT, 0),
                "FRII",
                Optional.of(network.layers().getFirst()));
    }

    private static float[] noise(ImageShape shape) {
        Random random = new Random(5);
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static float[] filled(ImageShape shape, float value) {
        float[] x = new float[shape.size()];
        java.util.Arrays.fill(x, value);
        return x;
    }

    private static Explanation explain(Method method, Question question) {
        Explanation explanation = method.explain(question, new TestRun(QuadraticNetwork.of(question.shape())));
        assertEquals(method, explanation.method());
        assertEquals(question.shape().pixels(), explanation.map().length);
        assertEquals(question.shape().pixels(), explanation.magnitude().length);
        assertEquals(question.shape().height(), explanation.height());
        assertEquals(question.shape().width(), explanation.width());
        for (int i = 0; i < explanation.map().length; i++) {
            assertTrue(Float.isFinite(explanation.map()[i]), method + " at " + i);
            assertTrue(explanation.magnitude()[i] >= Math.abs(explanation.map()[i]) * 0.999f, method + " at " + i);
            assertTrue(explanation.sign() == Sign.SIGNED || explanation.map()[i] >= 0, method + " at " + i);
        }
        return explanation;
    }

    private static boolean has(Explanation explanation, Caveat caveat) {
        return explanation.notes().stream().anyMatch(note -> note.caveat() == caveat);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void survivesEveryShape(Method method) {
        for (ImageShape shape : List.of(
                new ImageShape(1, 1, 1),
                new ImageShape(1, 1, 9),
                new ImageShape(1, 9, 1),
                new ImageShape(1, 7, 13),
                new ImageShape(3, 12, 5))) {
            explain(method, question(shape, noise(shape)));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void survivesImagesWithoutContent(Method method) {
        ImageShape shape = new ImageShape(2, 6, 8);
        for (float level : new float[] {BLACK, 0, 1.5f}) {
            Explanation explanation = explain(method, question(shape, filled(shape, level)));
            assertTrue(has(explanation, Caveat.NOTHING_TO_EXPLAIN), method.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void tellsProgressOncePerBatchUpToTheEnd(Method method) {
        ImageShape shape = new ImageShape(1, 7, 13);
        Question question = question(shape, noise(shape));
        TestRun run = new TestRun(QuadraticNetwork.of(shape));
        Explanation explanation = method.explain(question, run);
        assertFalse(run.done.isEmpty());
        assertEquals(run.totals.getLast(), run.done.getLast());
        for (int i = 1; i < run.done.size(); i++) {
            assertTrue(run.done.get(i) > run.done.get(i - 1));
        }
        assertEquals(shape.pixels(), run.partials.getLast().length);
        if (!(method instanceof Xrai || method instanceof FastXrai)) {
            assertArrayEquals(explanation.map(), run.partials.getLast(), 1e-6f);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isDeterministic(Method method) {
        ImageShape shape = new ImageShape(1, 7, 13);
        Question question = question(shape, noise(shape));
        assertArrayEquals(
                explain(method, question).map(), explain(method, question).map());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void neverAsksForMoreThanABatch(Method method) {
        ImageShape shape = new ImageShape(1, 7, 13);
        QuadraticNetwork network = QuadraticNetwork.of(shape);
        method.explain(question(shape, noise(shape)), new TestRun(network));
        assertTrue(network.batches().stream().allMatch(n -> n <= network.batch()));
    }

    @Test
    void pathMethodsAddUpToTheChangeOfTheScore() {
        ImageShape shape = new ImageShape(2, 7, 13);
        Question question = question(shape, noise(shape));
        for (Method method :
                List.of(IntegratedGradients.reference(), GuidedIg.reference().with("steps", 2000))) {
            Explanation explanation = explain(method, question);
            double change = explanation.completeness().orElseThrow().scoreChange();
            double sum = 0;
            for (float value : explanation.map()) {
                sum += value;
            }
            assertEquals(change, sum, 0.01 * Math.abs(change), method.toString());
        }
        Explanation.Completeness blurred = explain(
                        BlurIg.reference()
                                .with("steps", 2000)
                                .with("max-sigma", 10)
                                .with("gradient-step", 1e-4),
                        question)
                .completeness()
                .orElseThrow();
        assertEquals(blurred.scoreChange(), blurred.sum(), 0.01 * Math.abs(blurred.scoreChange()), "Blur IG");
    }

    @Test
    void channelsAreAddedUp() {
        ImageShape shape = new ImageShape(2, 3, 4);
        float[] x = noise(shape);
        QuadraticNetwork network = QuadraticNetwork.of(shape);
        Question question = question(shape, x);
        float[] g = network.gradients(question.x(), question.target()).values().values();
        Explanation explanation = explain(VanillaGradient.reference(), question);
        for (int i = 0; i < 12; i++) {
            assertEquals(g[i] + g[12 + i], explanation.map()[i], 1e-6f);
            assertEquals(Math.abs(g[i]) + Math.abs(g[12 + i]), explanation.magnitude()[i], 1e-6f);
        }
    }

    @Test
    void clippedSkyIsToldAndGuidedIgIsPlain() {
        ImageShape shape = new ImageShape(1, 10, 10);
        float[] x = filled(shape, BLACK);
        x[44] = 3;
        x[45] = 2;
        Question question = question(shape, x);
        Explanation guided = explain(GuidedIg.reference(), question);
        assertTrue(has(guided, Caveat.GUIDED_IG_IS_IG));
        assertTrue(has(guided, Caveat.ZERO_ON_CLIPPED_SKY));
        Explanation plain = explain(
                new IntegratedGradients(400, IntegratedGradients.Rule.GAUSS_LEGENDRE, Baseline.BLACK_SKY, false),
                question);
        assertTrue(has(plain, Caveat.ZERO_ON_CLIPPED_SKY));
        assertArrayEquals(plain.map(), guided.map(), 0.03f);
        Explanation zero = explain(GuidedIg.reference().with("baseline", "zero"), question);
        assertFalse(has(zero, Caveat.GUIDED_IG_IS_IG));
        assertFalse(has(zero, Caveat.ZERO_ON_CLIPPED_SKY));
        assertTrue(has(explain(Xrai.reference().with("min-size", 2000), question), Caveat.SOURCE_SMALLER_THAN_SEGMENT));
        assertTrue(has(explain(ScoreCam.reference(), question), Caveat.HAZE));
        assertFalse(has(explain(ScoreCam.reference().with("masking", "black-sky"), question), Caveat.HAZE));
    }

    @Test
    void anEmptyCamSaysSoAndOffersTheSignedMap() {
        ImageShape shape = new ImageShape(1, 4, 4);
        Question question = question(shape, filled(shape, 3)); // A_1 = 3 with w = 1, A_2 = 9 with w = -1
        Explanation cam = explain(GradCam.reference(), question);
        assertTrue(has(cam, Caveat.NO_EVIDENCE));
        assertTrue(has(cam, Caveat.SAME_BY_ALGEBRA));
        assertEquals(
                "No evidence for FRII at relu (4 x 4); the signed map shows what speaks against it.",
                cam.notes().stream()
                        .filter(note -> note.caveat() == Caveat.NO_EVIDENCE)
                        .findFirst()
                        .orElseThrow()
                        .text());
        float[] x = filled(shape, 3);
        x[0] = 0.001f; // A_1 - A_2 = 0.001 - 0.000001 beside 3 - 9
        Explanation nearly = explain(GradCam.reference(), question(shape, x));
        assertTrue(nearly.notes().stream()
                .anyMatch(note -> note.caveat() == Caveat.NO_EVIDENCE
                        && note.text().contains("Next to no evidence for FRII at relu (4 x 4)")
                        && note.text().contains("6006 times")));
        x[0] = 0.5f;
        assertFalse(has(explain(GradCam.reference(), question(shape, x)), Caveat.NO_EVIDENCE));
        Explanation signed = explain(GradCam.reference().with("signed", true), question);
        assertFalse(has(signed, Caveat.NO_EVIDENCE));
        assertEquals(-6, signed.map()[5], 1e-6);
        assertEquals(Sign.SIGNED, signed.sign());
    }

    @Test
    void workIsShared() {
        ImageShape shape = new ImageShape(1, 9, 9);
        QuadraticNetwork network = QuadraticNetwork.of(shape);
        TestRun run = new TestRun(network);
        Question question = question(shape, noise(shape));
        for (Method cam : List.of(GradCam.reference(), GradCamPlusPlus.reference(), ScoreCam.reference())) {
            cam.explain(question, run);
        }
        assertEquals(1, network.passes);
        Xrai.reference().explain(question, run);
        int gradients = network.batches().stream().mapToInt(n -> n).sum();
        FastXrai.reference().explain(question, run);
        FastXrai.paper().explain(question, run);
        assertEquals(200, gradients);
        assertEquals(gradients, network.batches().stream().mapToInt(n -> n).sum());
    }

    /** A source off the centre lights up in its own rows and columns: nothing is turned or flipped. */
    @ParameterizedTest
    @MethodSource("methods")
    void keepsOrientation(Method method) {
        ImageShape shape = new ImageShape(1, 16, 24);
        float[] x = filled(shape, 0);
        int peak = 3 * 24 + 17;
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                x[peak + 24 * dy + dx] = 4 - 0.6f * (Math.abs(dx) + Math.abs(dy));
            }
        }
        double[] ones = new double[shape.size()];
        java.util.Arrays.fill(ones, 1);
        Network network = new QuadraticNetwork(shape, ones, new double[shape.size()]);
        Question question = new Question(
                new Tensor(shape.batch(1), x),
                new float[1],
                new Target(Target.Kind.LOGIT, 0),
                Optional.of(network.layers().getFirst()));
        boolean cam = method.id().layered();
        boolean regions = method instanceof Xrai || method instanceof FastXrai;
        Method seen = cam ? method.with("signed", true) : regions ? method.with("dilation", 0) : method;
        Explanation explanation = seen.explain(question, new TestRun(network));
        float[] map = regions ? explanation.map() : explanation.magnitude();
        float largest = 0;
        for (float value : map) {
            largest = Math.max(largest, value);
        }
        assertTrue(largest > 0);
        if (regions) {
            assertEquals(largest, map[peak], "the region of the peak");
            assertTrue(map[(15 - 3) * 24 + 17] < largest, "not the mirrored one");
            assertTrue(map[3 * 24 + 23 - 17] < largest, "not the mirrored one");
        } else {
            assertEquals(largest, map[peak], "the peak");
        }
    }
}
