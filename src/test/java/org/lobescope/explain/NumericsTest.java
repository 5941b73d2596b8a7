package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;

/** The numerical parts that the methods stand on, against what is known of them. */
class NumericsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 50, 201})
    void gaussLegendreIsExactForPolynomials(int n) {
        Quadrature quadrature = Quadrature.gaussLegendre(n);
        for (int degree = 0; degree < Math.min(2 * n, 60); degree++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += quadrature.weights()[i] * Math.pow(quadrature.alphas()[i], degree);
            }
            assertEquals(1.0 / (degree + 1), sum, 1e-13, "degree " + degree);
        }
        for (int i = 1; i < n; i++) {
            assertTrue(quadrature.alphas()[i] > quadrature.alphas()[i - 1]);
        }
    }

    @Test
    void linspaceHasBothEnds() {
        Quadrature quadrature = Quadrature.linspace(25);
        assertEquals(0, quadrature.alphas()[0]);
        assertEquals(1, quadrature.alphas()[24]);
        assertEquals(1, Arrays.stream(quadrature.weights()).sum(), 1e-15);
    }

    @Test
    void partitionIsWhatASortWouldGive() {
        Random random = new Random(3);
        for (int n = 1; n < 200; n++) {
            double[] keys = random.doubles(n).map(v -> Math.rint(v * 30)).toArray();
            double[] sorted = keys.clone();
            Arrays.sort(sorted);
            double[] byItem = keys.clone();
            int[] items = new int[n];
            Arrays.setAll(items, i -> i);
            int k = random.nextInt(n);
            int end = Selection.partition(keys, items, 0, n, k);
            for (int i = 0; i < n; i++) {
                assertEquals(byItem[items[i]], keys[i]);
                assertEquals(i < end, keys[i] <= sorted[k]);
            }
        }
    }

    /** The kernel summed up pixel by pixel; sparse sky, dense noise and one pixel, wider than the image too. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.6, 2.5, 11})
    void blurIsTheSumOfTheKernel(double sigma) {
        ImageShape shape = new ImageShape(2, 9, 14);
        double[] image = new double[shape.size()];
        Arrays.fill(image, 0, shape.pixels(), -0.088);
        image[30] = 4;
        image[31] = 2;
        image[100] = 1;
        Random random = new Random(2);
        for (int i = shape.pixels(); i < shape.size(); i++) {
            image[i] = random.nextGaussian();
        }
        double[] blurred = new Blur(shape, image).at(sigma);
        int radius = (int) (4 * sigma + 0.5);
        double norm = 0;
        for (int d = -radius; d <= radius; d++) {
            norm += sigma == 0 ? 1 : Math.exp(-0.5 * d * d / sigma / sigma);
        }
        for (int i = 0; i < image.length; i++) {
            int y = i % shape.pixels() / 14;
            int x = i % 14;
            double sum = 0;
            for (int v = Math.max(0, y - radius); v <= Math.min(8, y + radius); v++) {
                for (int u = Math.max(0, x - radius); u <= Math.min(13, x + radius); u++) {
                    double distance = (v - y) * (v - y) + (u - x) * (u - x);
                    double weight = sigma == 0 ? 1 : Math.exp(-0.5 * distance / sigma / sigma);
                    sum += weight * image[i / shape.pixels() * shape.pixels() + v * 14 + u];
                }
            }
            assertEquals(sum / norm / norm, blurred[i], 1e-13);
        }
    }

    @Test
    void cornersAndCentresOfUpsampling() {
        double[] low = {0, 1, 2, 3};
        assertArrayEquals(
                new double[] {0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3},
                Upsampling.HALF_PIXEL.enlarge(low, 1, 4, 1, 8),
                1e-15);
        assertArrayEquals(
                new double[] {0, 0.5, 1, 1.5, 2, 2.5, 3}, Upsampling.ALIGN_CORNERS.enlarge(low, 4, 1, 7, 1), 1e-15);
        for (Upsampling upsampling : Upsampling.values()) {
            assertArrayEquals(low, upsampling.enlarge(low, 2, 2, 2, 2), 1e-15, "same size");
            assertArrayEquals(new double[] {5, 5, 5}, upsampling.enlarge(new double[] {5}, 1, 1, 3, 1), 1e-15);
        }
    }

    @Test
    void theTopOfAPlateauKeepsTheWholePlateau() {
        double[] map = {1, 1, 1, 1, 1, 1, 2, 2, 2, 3};
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0, 2, 2, 2, 3}, FastXrai.top(map, 30));
        assertArrayEquals(map, FastXrai.top(map, 50));
        assertArrayEquals(map, FastXrai.top(map, 100));
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 3}, FastXrai.top(map, 0));
    }

    @Test
    void aSeedGivesStandardNormalNoiseAgainAndAgain() {
        float[] noise = SmoothGrad.Noise.of(7, 100_000).next();
        assertArrayEquals(noise, SmoothGrad.Noise.of(7, 100_000).next());
        assertNotEquals(noise[0], SmoothGrad.Noise.of(8, 1).next()[0]);
        double mean = 0;
        double square = 0;
        for (float value : noise) {
            mean += value / 1e5;
            square += value * value / 1e5;
        }
        assertEquals(0, mean, 0.01);
        assertEquals(1, square, 0.02);
    }

    @Test
    void aGuidedPathOfDistanceZeroIsTheStraightLine() {
        double[] x = {1, -2, 3, 0.5};
        double[] baseline = {0, 1, 3, -0.5};
        int[] step = new int[1];
        new GuidedPath(x, baseline, 10, 0.3, 0)
                .attribution(
                        point -> {
                            for (int i = 0; i < x.length; i++) {
                                assertEquals(baseline[i] + (x[i] - baseline[i]) * step[0] / 10, point[i], 1e-9);
                            }
                            step[0]++;
                            return new double[] {4, 3, 2, 1};
                        },
                        (done, soFar) -> {});
        assertEquals(10, step[0]);
    }

    /** Two thirds of the values equal the baseline: all others move at every step, straight, whatever the gradients. */
    @Test
    void aGuidedPathIsStraightWhereTheBaselineFillsTheQuantile() {
        ImageShape shape = new ImageShape(1, 5, 6);
        QuadraticNetwork network = QuadraticNetwork.of(shape);
        float[] x = new float[30];
        for (int i = 0; i < 10; i++) {
            x[3 * i] = 1 + i;
        }
        Target target = new Target(Target.Kind.LOGIT, 0);
        for (double distance : new double[] {0.02, 0.3, 1}) {
            GuidedPath path = new GuidedPath(Attribution.widened(x), new double[30], 20, 0.4, distance);
            assertTrue(path.isStraight());
            double[] guided = path.attribution(
                    point -> Attribution.widened(
                            network.gradients(new Tensor(shape.batch(1), Attribution.rounded(point)), target)
                                    .values()
                                    .values()),
                    (done, soFar) -> {});
            double[] straight = new StraightPath(shape, x, new float[30], Quadrature.leftEnds(20))
                    .attribution(network, target, (done, soFar) -> {})
                    .values();
            assertArrayEquals(straight, guided, 1e-4);
        }
        assertFalse(new GuidedPath(Attribution.widened(x), new double[30], 20, 0.3, 1).isStraight());
    }

    /** Constant gradients: every path gives gradient times difference, complete to rounding. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1})
    void aGuidedPathEndsAtTheImage(double fraction) {
        Random random = new Random(4);
        double[] x = random.doubles(300).map(v -> v < 0.3 ? 0 : v).toArray();
        double[] g = random.doubles(300).toArray();
        for (double distance : new double[] {0, 0.02, 0.3, 1}) {
            double[] map = new GuidedPath(x, new double[300], 37, fraction, distance)
                    .attribution(point -> g, (done, soFar) -> {});
            for (int i = 0; i < x.length; i++) {
                assertEquals(x[i] * g[i], map[i], 1e-8, fraction + " " + distance);
            }
        }
    }
}
