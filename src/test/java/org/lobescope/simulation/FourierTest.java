package org.lobescope.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FourierTest {
    @Test
    void isTheSumThatItStandsFor() {
        int n = 8;
        Fourier plane = Fourier.of(n);
        Random random = new Random(1);
        for (int i = 0; i < n * n; i++) {
            plane.real()[i] = random.nextGaussian();
            plane.imaginary()[i] = random.nextGaussian();
        }
        double[] re = plane.real().clone();
        double[] im = plane.imaginary().clone();
        plane.forward();
        for (int v = 0; v < n; v++) {
            for (int u = 0; u < n; u++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int i = 0; i < n * n; i++) {
                    double phase = -2 * Math.PI * (plane.frequency(u) * (i % n) + plane.frequency(v) * (i / n));
                    sumRe += re[i] * Math.cos(phase) - im[i] * Math.sin(phase);
                    sumIm += re[i] * Math.sin(phase) + im[i] * Math.cos(phase);
                }
                assertEquals(sumRe, plane.real()[v * n + u], 1e-12);
                assertEquals(sumIm, plane.imaginary()[v * n + u], 1e-12);
            }
        }
        plane.backward();
        assertArrayEquals(re, plane.real(), 1e-14);
        assertArrayEquals(im, plane.imaginary(), 1e-14);
    }
}
