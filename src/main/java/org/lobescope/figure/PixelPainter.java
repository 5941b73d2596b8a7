package org.lobescope.figure;

import java.awt.Graphics2D;
import java.awt.GraphicsDevice;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Draws pixel arrays with their pixels visible as they are: sharp squares at whole zooms, and squares with evenly
 * blended borders at others, never smoothed into one another.
 */
public final class PixelPainter {
    private PixelPainter() {}

    /**
     * Draws an array, row 0 at the bottom.
     *
     * @param argb rows x columns, 0xAARRGGBB, not premultiplied, row 0 first
     */
    public static void draw(Graphics2D g, int[] argb, PixelFrame frame) {
        AffineTransform toDevice = g.getTransform();
        boolean upright = toDevice.getShearX() == 0 && toDevice.getShearY() == 0 && toDevice.getScaleY() > 0;
        if (upright && toDevice.getScaleX() > 0 && drawsPixels(g)) {
            int left = (int) Math.round(frame.x() * toDevice.getScaleX() + toDevice.getTranslateX());
            int top = (int) Math.round(frame.y() * toDevice.getScaleY() + toDevice.getTranslateY());
            int width = Math.max(1, (int) Math.round(frame.width() * toDevice.getScaleX()));
            int height = Math.max(1, (int) Math.round(frame.height() * toDevice.getScaleY()));
            BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            int[] out = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
            PixelScaler.scale(argb, frame.columns(), frame.rows(), out, width, height);
            flip(out, width, height);
            g.setTransform(new AffineTransform());
            g.drawImage(picture, left, top, null);
            g.setTransform(toDevice);
            return;
        }
        BufferedImage picture = new BufferedImage(frame.columns(), frame.rows(), BufferedImage.TYPE_INT_ARGB);
        int[] out = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        System.arraycopy(argb, 0, out, 0, out.length);
        flip(out, frame.columns(), frame.rows());
        Object before = g.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(
                picture,
                new AffineTransform(
                        frame.width() / frame.columns(), 0, 0, frame.height() / frame.rows(), frame.x(), frame.y()),
                null);
        if (before != null) {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, before);
        }
    }

    private static boolean drawsPixels(Graphics2D g) {
        return g.getDeviceConfiguration() != null
                && g.getDeviceConfiguration().getDevice().getType() == GraphicsDevice.TYPE_IMAGE_BUFFER;
    }

    private static void flip(int[] argb, int width, int height) {
        int[] row = new int[width];
        for (int top = 0, bottom = height - 1; top < bottom; top++, bottom--) {
            System.arraycopy(argb, top * width, row, 0, width);
            System.arraycopy(argb, bottom * width, argb, top * width, width);
            System.arraycopy(row, 0, argb, bottom * width, width);
        }
    }
}
