package org.lobescope.figure;

import org.lobescope.sky.Wcs;

/**
 * A length on the sky.
 *
 * @param label {@code 30″}, {@code 1′}, with a redshift {@code 1′ = 85 kpc}
 * @param pixels its length in pixels of the image
 */
public record ScaleBar(String label, double pixels) {
    private static final double[] ARCSECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600};

    /** The longest round length that is not longer than a part of {@code columns} pixels. */
    public static ScaleBar of(Wcs wcs, int columns, double part) {
        return of(wcs, columns, part, 0);
    }

    /**
     * The longest round length that is not longer than a part of {@code columns} pixels.
     *
     * @param redshift of the source; 0 where it is not known
     */
    public static ScaleBar of(Wcs wcs, int columns, double part, double redshift) {
        double perPixel = wcs.scale() * 3600;
        double room = columns * part * perPixel;
        double length;
        if (room < 1 || room >= 7200) {
            double unit = room < 1 ? 1 : 3600;
            length = Numbers.roundBelow(room / unit) * unit;
        } else {
            length = 1;
            for (double candidate : ARCSECONDS) {
                if (candidate <= room) {
                    length = candidate;
                }
            }
        }
        return new ScaleBar(label(length) + proper(length, redshift), length / perPixel);
    }

    private static String proper(double arcseconds, double redshift) {
        if (redshift <= 0) {
            return "";
        }
        double kpc = arcseconds * Cosmology.kpcPerArcsecond(redshift);
        return kpc < 1000
                ? " = " + Numbers.significant(kpc, 3) + " kpc"
                : " = " + Numbers.significant(kpc / 1000, 3) + " Mpc";
    }

    private static String label(double arcseconds) {
        if (arcseconds < 0.1) {
            return Numbers.significant(arcseconds * 1000, 3) + " mas";
        }
        if (arcseconds < 60) {
            return Numbers.significant(arcseconds, 3) + "″";
        }
        return arcseconds < 3600
                ? Numbers.significant(arcseconds / 60, 3) + "′"
                : Numbers.significant(arcseconds / 3600, 3) + "°";
    }
}
