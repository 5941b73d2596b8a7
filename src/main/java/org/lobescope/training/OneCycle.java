package org.lobescope.training;

/**
 * The learning rate over a training: up from a twenty-fifth to the largest and down to nearly nothing, both along half a
 * cosine (Smith &amp; Topin 2019).
 *
 * @param largest learning rate
 * @param steps of the whole training
 */
record OneCycle(double largest, long steps) {
    private static final double RISE = 0.3;
    private static final double FIRST = 1.0 / 25;
    private static final double LAST = 1e-4;

    /** The rate of a step, counted from 0. */
    double rate(long step) {
        double at = steps <= 1 ? 1 : Math.min(1, step / (double) (steps - 1));
        return at < RISE
                ? largest * between(FIRST, 1, at / RISE)
                : largest * between(1, LAST, (at - RISE) / (1 - RISE));
    }

    private static double between(double from, double to, double part) {
        return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
    }
}
