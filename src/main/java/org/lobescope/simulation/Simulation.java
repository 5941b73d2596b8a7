package org.lobescope.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import org.lobescope.Problem;

/**
 * Images of galaxies that don't exist, as a survey would show them. The same kind and seed give the same galaxy in every
 * survey, and the same image, pixel for pixel, in the same one.
 *
 * @param survey how it is looked at
 * @param size pixels per side
 * @param extent end to end, arcsec; empty: drawn for each galaxy
 * @param flux total, mJy at 1.4 GHz; empty: drawn for each galaxy
 * @param neighbours companions close to the galaxy, beside those that any field has
 */
public record Simulation(Survey survey, int size, OptionalDouble extent, OptionalDouble flux, int neighbours) {
    /** As those of MiraBest: cut-outs of 9 arcmin. */
    public static final int USUAL_SIZE = 300;

    private static final int SMALLEST = 16;
    private static final int LARGEST = 4096;

    /** Part of a source that cleaning leaves. */
    private static final double NOT_CLEANED = 0.03;

    /** Streams of random numbers that don't depend on each other: the galaxy is the same with any field and noise. */
    private enum Stream {
        GALAXY,
        FIELD,
        SKY
    }

    public Simulation {
        require(size >= SMALLEST && size <= LARGEST, "The size", SMALLEST + " to " + LARGEST + " pixels", size);
        require(survey.pixelScale() > 0, "The pixel scale", "above 0 arcsec", survey.pixelScale());
        require(survey.noise() >= 0, "The noise", "0 or more mJy/beam", survey.noise());
        require(neighbours >= 0, "The number of neighbours", "0 or more", neighbours);
        extent.ifPresent(e -> require(e > 0, "The extent", "above 0 arcsec", e));
        flux.ifPresent(f -> require(f > 0, "The flux", "above 0 mJy", f));
        double pixels = survey.beam().minor() * 3600 / survey.pixelScale();
        if (!(survey.beam().minor() > 0) || pixels < 1.5) {
            throw new Problem(String.format(
                    Locale.ROOT,
                    "A beam of %.3g arcsec on pixels of %.3g arcsec is not sampled; choose pixels of at most %.3g"
                            + " arcsec, or a larger beam.",
                    survey.beam().minor() * 3600,
                    survey.pixelScale(),
                    survey.beam().minor() * 3600 / 2));
        }
    }

    private static void require(boolean right, String what, String allowed, double value) {
        if (!right || !Double.isFinite(value)) {
            throw new Problem(String.format(Locale.ROOT, "%s must be %s, not %.6g.", what, allowed, value));
        }
    }

    /** In the survey's own way, all else drawn. */
    public Simulation(Survey survey) {
        this(survey, USUAL_SIZE, OptionalDouble.empty(), OptionalDouble.empty(), 0);
    }

    /** The galaxy of a kind and seed, with its field and noise. */
    public SimulatedSource source(SourceKind kind, long seed) {
        Random forGalaxy = random(seed, Stream.GALAXY);
        double drawnExtent = drawnExtent(kind, forGalaxy);
        double drawnFlux = drawnFlux(forGalaxy);
        double width = extent.orElse(drawnExtent);
        double total = flux.orElse(drawnFlux);
        Galaxy galaxy = Galaxy.of(kind, width, total, forGalaxy);
        Random forField = random(seed, Stream.FIELD);
        double longitude = 360 * forField.nextDouble();
        double latitude = -10 + 70 * forField.nextDouble();
        List<Blob> all = new ArrayList<>(galaxy.blobs());
        double clear = Math.max(0.75 * width, 12);
        all.addAll(Neighbours.near(neighbours, clear, clear + 55, total, forField));
        all.addAll(Neighbours.field(size * survey.pixelScale(), Math.max(clear, 75), forField));
        Random forSky = random(seed, Stream.SKY);
        UvCoverage coverage = new UvCoverage(survey, Math.PI * forSky.nextDouble());
        double[] image = SkyPainter.paint(all, survey, size);
        double[] spikes =
                survey.arms() > 0 ? coverage.sidelobes(image, size, NOT_CLEANED, forSky) : new double[image.length];
        double[] noise = coverage.noise(size, forSky);
        float[] pixels = new float[image.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (image[i] + spikes[i] + noise[i]);
        }
        return new SimulatedSource(kind, seed, this, width, total, longitude, latitude, pixels);
    }

    private static double drawnExtent(SourceKind kind, Random random) {
        double draw = random.nextDouble();
        return switch (kind) {
            case COMPACT -> 1 + 5 * draw;
            case FRI, FRII, FRII_CORE, HYBRID -> 32 * Math.pow(3.2, draw);
            case BENT, HEAD_TAIL -> 38 * Math.pow(2.6, draw);
        };
    }

    private static double drawnFlux(Random random) {
        double typical = 90;
        return Math.clamp(typical * Math.exp(0.75 * random.nextGaussian()), 20, 600);
    }

    private static Random random(long seed, Stream stream) {
        // Random's first numbers for neighbouring seeds are alike: mix the seed first (the finaliser of SplitMix64).
        long z = seed * 3 + stream.ordinal() + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return new Random(z ^ (z >>> 31));
    }
}
