package org.lobescope.simulation;

import java.util.List;

/** The image of a model under a survey's beam, without noise; exact, since all parts are Gaussians. */
final class SkyPainter {
    /** Beyond so many standard deviations a part is nothing. */
    private static final double REACH = 6;

    private SkyPainter() {}

    /**
     * The image.
     *
     * @param size pixels per side; the model's centre is that of the image
     * @return size x size, Jy/beam, row 0 in the south, column 0 in the east
     */
    static double[] paint(List<Blob> blobs, Survey survey, int size) {
        double[] image = new double[size * size];
        Blob.Moments beam = survey.beamMoments();
        double centre = (size - 1) / 2.0;
        for (Blob blob : blobs) {
            Blob.Moments shape = blob.moments().plus(beam);
            double determinant = shape.determinant();
            double peak = blob.flux() * 1e-3 * survey.brightening() * Math.sqrt(beam.determinant() / determinant);
            double x = centre - blob.east() / survey.pixelScale();
            double y = centre + blob.north() / survey.pixelScale();
            double reach = REACH * Math.sqrt(Math.max(shape.ee(), shape.nn())) / survey.pixelScale();
            for (int row = Math.max(0, (int) (y - reach)); row <= Math.min(size - 1, (int) (y + reach) + 1); row++) {
                double north = (row - y) * survey.pixelScale();
                for (int col = Math.max(0, (int) (x - reach));
                        col <= Math.min(size - 1, (int) (x + reach) + 1);
                        col++) {
                    double east = (x - col) * survey.pixelScale();
                    double q = (shape.nn() * east * east - 2 * shape.en() * east * north + shape.ee() * north * north)
                            / determinant;
                    image[row * size + col] += peak * Math.exp(-q / 2);
                }
            }
        }
        return image;
    }
}
