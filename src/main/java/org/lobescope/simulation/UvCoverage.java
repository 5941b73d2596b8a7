package org.lobescope.simulation;

import java.util.Random;

/**
 * Which spatial frequencies a survey's antennas measured: a Gaussian, the transform of the beam, over a plane that is
 * filled evenly but for more visibilities along three lines, the arms of a Y. Noise is what is drawn at those frequencies;
 * what cleaning leaves of bright sources is spread by the lines.
 */
final class UvCoverage {
    /** Width of a line of visibilities, as part of the beam's own. */
    private static final double LINE = 0.01;

    /** Shorter baselines than this part of the beam's width are missing. */
    private static final double HOLE = 0.01;

    private static final int ARMS = 3;
    private static final double[] EVEN = {1, 1, 1};

    private final Survey survey;

    /** Of the first arm, rad. */
    private final double turn;

    UvCoverage(Survey survey, double turn) {
        this.survey = survey;
        this.turn = turn;
    }

    /**
     * Noise of the survey's root mean square: white noise, filtered. Noise is independent from visibility to visibility, so
     * that two pixels' noise correlates as the beam has it: by half over half the beam's width. (FIRST images: 0.69 and
     * 0.22 at one and two pixels of 1.8 arcsec; here 0.73 and 0.28.)
     *
     * @param size pixels per side
     * @return size x size, Jy/beam
     */
    double[] noise(int size, Random random) {
        Fourier plane = Fourier.of(Fourier.side(size));
        for (int i = 0; i < plane.real().length; i++) {
            plane.real()[i] = random.nextGaussian();
        }
        plane.forward();
        double power = 0;
        for (int i = 0; i < plane.real().length; i++) {
            double u = plane.frequency(i % plane.side());
            double v = plane.frequency(i / plane.side());
            double density = 1 - survey.arms() + survey.arms() * lines(u, v, EVEN);
            double gain = Math.sqrt(taper(u, v) * density);
            power += gain * gain;
            plane.real()[i] *= gain;
            plane.imaginary()[i] *= gain;
        }
        plane.backward();
        double scale = survey.noise() * 1e-3 / Math.sqrt(power / plane.real().length);
        return corner(plane, size, scale);
    }

    /**
     * What cleaning left of the sources: the part of the dirty beam that is no beam.
     *
     * @param image size x size, Jy/beam
     * @param left part of each source that was not cleaned
     * @param random errors of calibration: how strong each arm shows
     * @return size x size, Jy/beam, to be added
     */
    double[] sidelobes(double[] image, int size, double left, Random random) {
        double[] weights = new double[ARMS];
        for (int arm = 0; arm < ARMS; arm++) {
            weights[arm] = 0.5 + 1.2 * random.nextGaussian();
        }
        Fourier plane = Fourier.of(Fourier.side(2 * size)); // so that spikes don't come in on the other side
        for (int y = 0; y < size; y++) {
            System.arraycopy(image, y * size, plane.real(), y * plane.side(), size);
        }
        plane.forward();
        for (int i = 0; i < plane.real().length; i++) {
            double u = plane.frequency(i % plane.side());
            double v = plane.frequency(i / plane.side());
            double gain = survey.arms() * (lines(u, v, weights) - 1);
            plane.real()[i] *= gain;
            plane.imaginary()[i] *= gain;
        }
        plane.backward();
        return corner(plane, size, left);
    }

    private static double[] corner(Fourier plane, int size, double scale) {
        double[] out = new double[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                out[y * size + x] = plane.real()[y * plane.side() + x] * scale;
            }
        }
        return out;
    }

    /** The transform of the beam, 1 at zero. */
    private double taper(double u, double v) {
        Blob.Moments beam = survey.beamMoments();
        double pixel = 2 * Math.PI / survey.pixelScale();
        double east = -u * pixel; // columns run to the west
        double north = v * pixel;
        double q = beam.ee() * east * east + 2 * beam.en() * east * north + beam.nn() * north * north;
        return Math.exp(-q / 2);
    }

    /** The density of the lines of visibilities, of mean 1 over the beam's width. */
    private double lines(double u, double v, double[] weights) {
        double width = survey.pixelScale() / (3600 * survey.beam().major());
        double sum = 0;
        for (int arm = 0; arm < ARMS; arm++) {
            double angle = turn + arm * Math.PI / ARMS;
            double off = (u * Math.cos(angle) + v * Math.sin(angle)) / (LINE * width);
            sum += weights[arm] * Math.exp(-off * off / 2);
        }
        double hole = Math.hypot(u, v) / (HOLE * width);
        return sum * (1 - Math.exp(-hole * hole / 2)) / (ARMS * LINE * Math.sqrt(2 * Math.PI));
    }
}
