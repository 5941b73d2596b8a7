package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.network.ImageShape;

/** The path methods in double precision on S(p) = sum(w p^2) / 2 + (sum(v p))^2 / 2, whose gradient is known. */
class AnalyticTest {
    private static final ImageShape SHAPE = new ImageShape(1, 8, 12);
    private final double[] x = golden("x").values();
    private final double[] w = golden("w").values();
    private final double[] v = golden("v").values();

    private static NpyArray golden(String name) {
        return Golden.read("analytic/" + name + ".npy");
    }

    private double[] gradient(double[] p) {
        double product = 0;
        for (int i = 0; i < p.length; i++) {
            product += v[i] * p[i];
        }
        double[] g = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            g[i] = w[i] * p[i] + v[i] * product;
        }
        return g;
    }

    @ParameterizedTest
    @CsvSource({"200, 0.25, 0.02", "25, 0.5, 1.0", "10, 0.1, 0.1"})
    void guidedIg(int steps, double fraction, double distance) {
        int[] gradients = new int[1];
        GuidedPath path = new GuidedPath(x, golden("baseline").values(), steps, fraction, distance);
        double[] map = path.attribution(
                p -> {
                    gradients[0]++;
                    return gradient(p);
                },
                (done, soFar) -> {});
        String name = "guided_ig-" + steps + "_" + fraction + "_" + distance;
        Golden.assertClose(name, golden(name), map, 1e-9);
        assertEquals(steps, gradients[0], "exactly one gradient per step");
    }

    @Test
    void blurIg() {
        TestRun run = new TestRun(new QuadraticNetwork(SHAPE, w, v));
        Attribution map = BlurIg.reference()
                .integral(
                        new Blur(SHAPE, x),
                        points -> {
                            double[][] g = new double[points.length][];
                            for (int i = 0; i < g.length; i++) {
                                g[i] = gradient(points[i]);
                            }
                            return g;
                        },
                        run);
        Golden.assertClose("blur_ig", golden("blur_ig"), map.values(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3.0, 10.01})
    void gaussian(double sigma) {
        Golden.assertClose("gaussian", golden("gaussian-" + sigma), new Blur(SHAPE, x).at(sigma), 1e-12);
    }
}
