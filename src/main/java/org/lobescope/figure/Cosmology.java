package org.lobescope.figure;

/** Lengths at a redshift, in the flat universe that most papers on radio galaxies take: H0 = 70 km/s/Mpc, Ωm = 0.3. */
public final class Cosmology {
    /** The largest redshift that is taken. */
    public static final double FARTHEST = 20;

    /** What the lengths are made with, for captions. */
    static final String WORDS = "flat ΛCDM, H0 = 70 km/s/Mpc, Ωm = 0.3";

    private static final double HUBBLE = 70;
    private static final double MATTER = 0.3;
    private static final double LIGHT = 299_792.458;
    private static final int STEPS = 2000;

    private Cosmology() {}

    /** Proper kiloparsecs in an arcsecond at a redshift larger than 0. */
    static double kpcPerArcsecond(double redshift) {
        // Simpson's rule for the comoving distance, c / H0 * integral of dz / E(z).
        double h = redshift / STEPS;
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight / Math.sqrt(MATTER * Math.pow(1 + i * h, 3) + 1 - MATTER);
        }
        double megaparsecs = LIGHT / HUBBLE * sum * h / 3;
        return megaparsecs * 1000 / (1 + redshift) * Math.toRadians(1 / 3600.0);
    }
}
