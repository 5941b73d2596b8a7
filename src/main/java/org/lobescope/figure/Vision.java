package org.lobescope.figure;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a figure looks to others: a transformation of its colours, to see whether it still tells what it should.
 *
 * <p>Colour blindness after Machado, Oliveira &amp; Fernandes 2009 (IEEE Transactions on Visualization and Computer
 * Graphics 15, 1291), severity 1, on linear RGB; grey by the luminance of Rec. 709.
 */
public enum Vision {
    /** As it is. */
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    /** Without green cones. */
    DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    /** Without red cones. */
    PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    /** Without blue cones. */
    TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900),
    /** A print without colours. */
    GREYSCALE(0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722);

    private static final double[] LINEAR = linear();

    private final double[] matrix;

    Vision(double... matrix) {
        this.matrix = matrix;
    }

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name. */
    public static Optional<Vision> of(String id) {
        return Arrays.stream(values())
                .filter(vision -> vision.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** What a colour 0xAARRGGBB becomes; its opacity stays. */
    public int apply(int argb) {
        if (this == NORMAL) {
            return argb;
        }
        double red = LINEAR[argb >> 16 & 0xff];
        double green = LINEAR[argb >> 8 & 0xff];
        double blue = LINEAR[argb & 0xff];
        int out = argb >>> 24;
        for (int row = 0; row < 3; row++) {
            double value = matrix[3 * row] * red + matrix[3 * row + 1] * green + matrix[3 * row + 2] * blue;
            out = out << 8 | encoded(value);
        }
        return out;
    }

    /** Changes the colours of a picture in place. */
    public void apply(BufferedImage picture) {
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight() && this != NORMAL; y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                row[x] = apply(row[x]);
            }
            picture.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    private static double[] linear() {
        double[] linear = new double[256];
        for (int i = 0; i < linear.length; i++) {
            double c = i / 255.0;
            linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static int encoded(double linear) {
        double c = Math.clamp(linear, 0, 1);
        double srgb = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
        return (int) Math.round(srgb * 255);
    }
}
