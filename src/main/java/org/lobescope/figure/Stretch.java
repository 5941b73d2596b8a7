package org.lobescope.figure;

/**
 * How brightness grows between the limits of an image: from 0..1 to 0..1, monotonic. The formulas are those of
 * {@code astropy.visualization}, so that a figure made here looks like one made there with the same parameter.
 */
public sealed interface Stretch {
    /** Brightness, 0 to 1, of a value's place between the limits, 0 to 1. */
    double apply(double x);

    /** The place between the limits that has this brightness: undoes {@link #apply}. */
    double invert(double y);

    /** The name for people. */
    String label();

    /** x. */
    record Linear() implements Stretch {
        @Override
        public double apply(double x) {
            return x;
        }

        @Override
        public double invert(double y) {
            return y;
        }

        @Override
        public String label() {
            return "linear";
        }
    }

    /**
     * log(a x + 1) / log(a + 1), as DS9 has it.
     *
     * @param a positive; 1000 is usual, larger lifts faint emission more
     */
    record Log(double a) implements Stretch {
        public Log {
            positive(a);
        }

        @Override
        public double apply(double x) {
            return Math.log1p(a * x) / Math.log1p(a);
        }

        @Override
        public double invert(double y) {
            return Math.expm1(y * Math.log1p(a)) / a;
        }

        @Override
        public String label() {
            return "log";
        }
    }

    /** The square root of x. */
    record Sqrt() implements Stretch {
        @Override
        public double apply(double x) {
            return Math.sqrt(x);
        }

        @Override
        public double invert(double y) {
            return y * y;
        }

        @Override
        public String label() {
            return "sqrt";
        }
    }

    /**
     * asinh(x / a) / asinh(1 / a) (Lupton et al. 2004): linear below a, logarithmic above.
     *
     * @param a where linear turns into logarithmic, above 0; 0.1 is usual
     */
    record Asinh(double a) implements Stretch {
        public Asinh {
            positive(a);
        }

        @Override
        public double apply(double x) {
            return asinh(x / a) / asinh(1 / a);
        }

        @Override
        public double invert(double y) {
            return a * Math.sinh(y * asinh(1 / a));
        }

        @Override
        public String label() {
            return "asinh";
        }

        private static double asinh(double x) {
            return Math.log(x + Math.sqrt(x * x + 1));
        }
    }

    /**
     * x to the power of a.
     *
     * @param a positive; below 1 lifts faint emission, above 1 hides it
     */
    record Power(double a) implements Stretch {
        public Power {
            positive(a);
        }

        @Override
        public double apply(double x) {
            return Math.pow(x, a);
        }

        @Override
        public double invert(double y) {
            return Math.pow(y, 1 / a);
        }

        @Override
        public String label() {
            return "power";
        }
    }

    private static void positive(double a) {
        if (!(a > 0) || Double.isInfinite(a)) {
            throw new IllegalArgumentException("a stretch needs a positive parameter, not " + a);
        }
    }
}
