package org.lobescope.explain;

/**
 * Where a path from 0 to 1 is looked at, and how much each place counts.
 *
 * @param alphas places, rising
 * @param weights their weights, which add up to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record Quadrature(double[] alphas, double[] weights) {
    /** {@code n} points from 0 to 1 with both ends and equal weights: a plain mean. */
    static Quadrature linspace(int n) {
        double[] alphas = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            alphas[i] = n == 1 ? 0 : i == n - 1 ? 1 : i * (1.0 / (n - 1));
            weights[i] = 1.0 / n;
        }
        return new Quadrature(alphas, weights);
    }

    /** The left ends of {@code n} equal steps from 0 to 1. */
    static Quadrature leftEnds(int n) {
        double[] alphas = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            alphas[i] = (double) i / n;
            weights[i] = 1.0 / n;
        }
        return new Quadrature(alphas, weights);
    }

    /**
     * Gauss-Legendre quadrature of {@code n} points, exact for polynomials of degree 2n - 1: the zeros of the Legendre
     * polynomial P_n by Newton's method, moved from (-1, 1) to (0, 1).
     */
    static Quadrature gaussLegendre(int n) {
        double[] alphas = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            double z = -Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 1;
            for (int newton = 0; newton < 100; newton++) {
                double p = 1;
                double before = 0;
                for (int k = 1; k <= n; k++) {
                    double next = ((2 * k - 1) * z * p - (k - 1) * before) / k;
                    before = p;
                    p = next;
                }
                slope = n * (z * p - before) / (z * z - 1);
                double step = p / slope;
                z -= step;
                if (Math.abs(step) <= 1e-16) {
                    break;
                }
            }
            alphas[i] = (1 + z) / 2;
            weights[i] = 1 / ((1 - z * z) * slope * slope);
        }
        return new Quadrature(alphas, weights);
    }
}
