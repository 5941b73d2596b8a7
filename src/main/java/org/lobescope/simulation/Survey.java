package org.lobescope.simulation;

import java.util.List;
import org.lobescope.sky.Beam;

/**
 * How a survey sees the sky.
 *
 * @param name for headers
 * @param pixelScale arcsec per pixel
 * @param beam restoring beam
 * @param noise root mean square, mJy/beam
 * @param frequency MHz
 * @param arms share of the visibilities that lie on the arms of the antennas' Y, 0 to 1: what draws stripes into the noise
 *     and spikes through bright sources
 */
public record Survey(String name, double pixelScale, Beam beam, double noise, double frequency, double arms) {
    /** FIRST at the VLA (Becker, White &amp; Helfand 1995): short snapshots, so the Y shows. */
    public static final Survey FIRST = new Survey("FIRST", 1.8, round(5.4), 0.15, 1400, 0.35);

    /** LoTSS DR2 (Shimwell et al. 2022): long tracks, well filled. */
    public static final Survey LOTSS = new Survey("LoTSS", 1.5, round(6), 0.09, 144, 0);

    /** MIGHTEE's and similar MeerKAT images in L band. */
    public static final Survey MEERKAT = new Survey("MeerKAT", 2, round(8), 0.01, 1284, 0);

    /** NVSS (Condon et al. 1998). */
    public static final Survey NVSS = new Survey("NVSS", 15, round(45), 0.45, 1400, 0.1);

    private static final double SPECTRAL_INDEX = -0.7;
    private static final double FREQUENCY_OF_MODELS = 1400;

    /** Those that are known by name. */
    public static List<Survey> all() {
        return List.of(FIRST, LOTSS, MEERKAT, NVSS);
    }

    private static Beam round(double arcsec) {
        return new Beam(arcsec / 3600, arcsec / 3600, 0);
    }

    /** How much brighter than at 1.4 GHz sources are, with the spectral index -0.7 of optically thin lobes. */
    double brightening() {
        return Math.pow(frequency / FREQUENCY_OF_MODELS, SPECTRAL_INDEX);
    }

    /** The beam as second moments, arcsec squared. */
    Blob.Moments beamMoments() {
        double sigma = 3600 / (2 * Math.sqrt(2 * Math.log(2)));
        return Blob.Moments.of(beam.major() * sigma, beam.minor() * sigma, Math.toRadians(beam.positionAngle()));
    }
}
