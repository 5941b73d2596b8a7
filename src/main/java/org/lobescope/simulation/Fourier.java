package org.lobescope.simulation;

/**
 * The discrete Fourier transform of a square array whose side is a power of two, in place: rows, then columns (Cooley and
 * Tukey 1965, radix 2).
 */
@SuppressWarnings("ArrayRecordComponent") // work space, never compared
record Fourier(int side, double[] real, double[] imaginary) {
    /** An array of zeros. */
    static Fourier of(int side) {
        if (Integer.bitCount(side) != 1) {
            throw new IllegalArgumentException(side + " is no power of two");
        }
        return new Fourier(side, new double[side * side], new double[side * side]);
    }

    /** The smallest side that holds a length. */
    static int side(int length) {
        return length <= 1 ? 1 : Integer.highestOneBit(length - 1) * 2;
    }

    void forward() {
        transform(-1);
    }

    /** The inverse of {@link #forward}. */
    void backward() {
        transform(1);
        double n = (double) side * side;
        for (int i = 0; i < real.length; i++) {
            real[i] /= n;
            imaginary[i] /= n;
        }
    }

    /** The frequency of a column or row, cycles per pixel, -0.5 to 0.5. */
    double frequency(int index) {
        return (index < side / 2 ? index : index - side) / (double) side;
    }

    private void transform(int sign) {
        double[] cosines = new double[side / 2];
        double[] sines = new double[side / 2];
        for (int k = 0; k < side / 2; k++) {
            cosines[k] = Math.cos(2 * Math.PI * k / side);
            sines[k] = sign * Math.sin(2 * Math.PI * k / side);
        }
        // Columns are turned into rows and back: neighbours in memory are read several times faster.
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < side; i++) {
                line(i * side, cosines, sines);
            }
            transpose(real);
            transpose(imaginary);
        }
    }

    private void transpose(double[] values) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < y; x++) {
                swap(values, y * side + x, x * side + y);
            }
        }
    }

    private void line(int first, double[] cosines, double[] sines) {
        reverse(first);
        for (int length = 2; length <= side; length *= 2) {
            int stride = side / length;
            for (int start = first; start < first + side; start += length) {
                for (int k = 0; k < length / 2; k++) {
                    double c = cosines[k * stride];
                    double s = sines[k * stride];
                    int a = start + k;
                    int b = a + length / 2;
                    double re = real[b] * c - imaginary[b] * s;
                    double im = real[b] * s + imaginary[b] * c;
                    real[b] = real[a] - re;
                    imaginary[b] = imaginary[a] - im;
                    real[a] += re;
                    imaginary[a] += im;
                }
            }
        }
    }

    /** Puts the elements into the order of their reversed bits. */
    private void reverse(int first) {
        for (int i = 1, j = 0; i < side; i++) {
            int bit = side / 2;
            for (; (j & bit) != 0; bit /= 2) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(real, first + i, first + j);
                swap(imaginary, first + i, first + j);
            }
        }
    }

    private static void swap(double[] values, int a, int b) {
        double kept = values[a];
        values[a] = values[b];
        values[b] = kept;
    }
}
