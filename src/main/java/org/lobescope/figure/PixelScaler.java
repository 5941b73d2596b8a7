package org.lobescope.figure;

/**
 * Scales pictures by area: every new pixel is the mean of what it covers. At whole zooms that is plain repetition; when
 * shrinking, nothing is skipped.
 */
final class PixelScaler {
    private PixelScaler() {}

    /**
     * Scales a picture.
     *
     * @param in 0xAARRGGBB, not premultiplied
     * @param out receives the same; newWidth x newHeight
     */
    static void scale(int[] in, int width, int height, int[] out, int newWidth, int newHeight) {
        if (newWidth % width == 0 && newHeight % height == 0) {
            repeat(in, width, out, newWidth, newHeight, newWidth / width, newHeight / height);
            return;
        }
        double stepX = (double) width / newWidth;
        double stepY = (double) height / newHeight;
        for (int y = 0; y < newHeight; y++) {
            double top = y * stepY;
            double bottom = Math.min(height, top + stepY);
            for (int x = 0; x < newWidth; x++) {
                double left = x * stepX;
                out[y * newWidth + x] = mean(in, width, left, Math.min(width, left + stepX), top, bottom);
            }
        }
    }

    private static void repeat(int[] in, int width, int[] out, int newWidth, int newHeight, int timesX, int timesY) {
        for (int y = 0; y < newHeight; y++) {
            int row = y / timesY * width;
            for (int x = 0; x < newWidth; x++) {
                out[y * newWidth + x] = in[row + x / timesX];
            }
        }
    }

    private static int mean(int[] in, int width, double left, double right, double top, double bottom) {
        double alpha = 0;
        double red = 0;
        double green = 0;
        double blue = 0;
        double area = 0;
        for (int y = (int) top; y < bottom; y++) {
            double high = Math.min(y + 1, bottom) - Math.max(y, top);
            for (int x = (int) left; x < right; x++) {
                double part = high * (Math.min(x + 1, right) - Math.max(x, left));
                int argb = in[y * width + x];
                double a = part * (argb >>> 24);
                area += part;
                alpha += a;
                red += a * (argb >> 16 & 0xff);
                green += a * (argb >> 8 & 0xff);
                blue += a * (argb & 0xff);
            }
        }
        if (alpha <= 0) {
            return 0;
        }
        return (int) Math.round(alpha / area) << 24
                | (int) Math.round(red / alpha) << 16
                | (int) Math.round(green / alpha) << 8
                | (int) Math.round(blue / alpha);
    }
}
