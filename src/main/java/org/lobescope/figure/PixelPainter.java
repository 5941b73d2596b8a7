package org.lobescope.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.GraphicsDevice;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;

/**
 * Draws pixel arrays with their pixels visible as they are: sharp squares at whole zooms, and squares with evenly
 * blended borders at others, never smoothed into one another.
 */
public final class PixelPainter {
    /** What journals ask for in pictures. */
    private static final int PAGE_DPI = 300;

    private static final int MOST_TIMES = 64;

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
        draw(g, picture, frame);
    }

    private static void draw(Graphics2D g, BufferedImage picture, PixelFrame frame) {
        Object before = g.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(
                picture,
                new AffineTransform(
                        frame.width() / picture.getWidth(),
                        0,
                        0,
                        frame.height() / picture.getHeight(),
                        frame.x(),
                        frame.y()),
                null);
        if (before != null) {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, before);
        }
    }

    /**
     * Pixels that lie over others.
     *
     * @param argb rows x columns, 0xAARRGGBB, not premultiplied, row 0 first
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Layer(int[] argb, int columns, int rows) {}

    /**
     * Draws several arrays over one another, row 0 at the bottom. A page of a document gets one opaque picture: each
     * pixel becomes a square of whole size, at least {@value #PAGE_DPI} to the inch, so that no viewer blurs it, and
     * nothing depends on how a printer mixes colours.
     *
     * @param layers from below, all over the same area
     */
    static void draw(Graphics2D g, List<Layer> layers, PixelFrame frame, Color paper) {
        if (drawsPixels(g) || layers.isEmpty() || !(g.getTransform().getScaleX() > 0)) {
            for (Layer layer : layers) {
                draw(
                        g,
                        layer.argb,
                        new PixelFrame(frame.x(), frame.y(), frame.width(), frame.height(), layer.columns, layer.rows));
            }
            return;
        }
        Layer lowest = layers.getFirst();
        double wanted = frame.width() * g.getTransform().getScaleX() / 72 * PAGE_DPI;
        int times = Math.clamp((int) Math.ceil(wanted / lowest.columns), 1, MOST_TIMES);
        int width = lowest.columns * times;
        int height = lowest.rows * times;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] out = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        Arrays.fill(out, paper.getRGB());
        int[] scaled = new int[out.length];
        for (Layer layer : layers) {
            PixelScaler.scale(layer.argb, layer.columns, layer.rows, scaled, width, height);
            for (int i = 0; i < out.length; i++) {
                out[i] = Blend.over(out[i], scaled[i]);
            }
        }
        flip(out, width, height);
        draw(g, picture, frame);
    }

    /** Whether the device has pixels that can be hit: a picture in memory. */
    static boolean drawsPixels(Graphics2D g) {
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
