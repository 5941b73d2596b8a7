package org.lobescope.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a prepared image looks like in five numbers, taken from its grey levels as the network sees them. They tell radio
 * sources from empty fields, noise and photographs; they don't tell one radio source from another.
 *
 * @param filled decimal logarithm of the part of the pixels that are not black
 * @param level mean grey level of those, 0 to 1
 * @param spread root mean square distance of the light from its own centre, in half widths of the image
 * @param largest part of the light in the brightest connected island of pixels that are not black, 0 to 1
 * @param islands decimal logarithm of the number of islands
 */
public record InputStatistics(double filled, double level, double spread, double largest, double islands) {
    /** The numbers' names, as in model cards. */
    public static final List<String> NAMES = List.of("filled", "level", "spread", "largest", "islands");

    /** Of grey levels 0..1, height x width. */
    public static InputStatistics of(float[] grey, int width) {
        int height = grey.length / width;
        int lit = 0;
        double sum = 0;
        double x = 0;
        double y = 0;
        double square = 0;
        for (int i = 0; i < grey.length; i++) {
            if (grey[i] > 0) {
                lit++;
                sum += grey[i];
                x += grey[i] * (i % width);
                y += grey[i] * (i / width);
                square += grey[i] * (Math.pow(i % width, 2) + Math.pow(i / width, 2));
            }
        }
        if (lit == 0) {
            return new InputStatistics(-Math.log10(grey.length), 0, 0, 0, 0);
        }
        double variance = square / sum - Math.pow(x / sum, 2) - Math.pow(y / sum, 2);
        double half = Math.min(width, height) / 2.0;
        Islands.Light found = Islands.of(grey, width);
        return new InputStatistics(
                Math.log10((double) lit / grey.length),
                sum / lit,
                Math.sqrt(Math.max(0, variance)) / half,
                found.brightest() / sum,
                Math.log10(found.count()));
    }

    /** The numbers in the order of {@link #NAMES}. */
    public List<Double> values() {
        return List.of(filled, level, spread, largest, islands);
    }

    /**
     * Between which values the numbers of a training set lie.
     *
     * @param low smallest of each, in the order of {@link #NAMES}
     * @param high largest of each
     */
    public record Range(List<Double> low, List<Double> high) {
        /** So much of a number's range beyond either end is still nothing unusual. */
        private static final double MARGIN = 0.1;

        public Range {
            low = List.copyOf(low);
            high = List.copyOf(high);
        }

        /** The range of some images; at least one. */
        public static Range of(List<InputStatistics> images) {
            List<Double> low = new ArrayList<>();
            List<Double> high = new ArrayList<>();
            for (int n = 0; n < NAMES.size(); n++) {
                int number = n;
                double[] sorted = images.stream()
                        .mapToDouble(image -> image.values().get(number))
                        .sorted()
                        .toArray();
                low.add(sorted[0]);
                high.add(sorted[sorted.length - 1]);
            }
            return new Range(low, high);
        }

        /** What is unusual about an image, one clause each; empty where nothing is. */
        public List<String> unusual(InputStatistics image) {
            List<String> clauses = new ArrayList<>();
            for (int n = 0; n < NAMES.size(); n++) {
                double margin = MARGIN * (high.get(n) - low.get(n));
                double value = image.values().get(n);
                boolean below = value < low.get(n) - margin;
                if (below || value > high.get(n) + margin) {
                    clauses.add(clause(n, below, value, low.get(n), high.get(n)));
                }
            }
            return clauses;
        }

        private static String clause(int number, boolean below, double value, double low, double high) {
            return switch (number) {
                case 0 ->
                    words(
                            "%s of the pixels are lit, %s to %s in training",
                            percent(Math.pow(10, value)), percent(Math.pow(10, low)), percent(Math.pow(10, high)));
                case 1 -> words("lit pixels are %s than in training", below ? "fainter" : "more alike");
                case 2 -> words("the light is %s than in training", below ? "more concentrated" : "more spread out");
                case 3 ->
                    words(
                            "the brightest island has %s of the light, %s to %s in training",
                            percent(value), percent(low), percent(high));
                default ->
                    words(
                            "%.0f separate islands, %.0f to %.0f in training",
                            Math.pow(10, value), Math.pow(10, low), Math.pow(10, high));
            };
        }

        private static String percent(double part) {
            return String.format(Locale.ROOT, part < 0.01 ? "%.2f %%" : "%.0f %%", 100 * part);
        }

        private static String words(String format, Object... values) {
            return String.format(Locale.ROOT, format, values);
        }
    }
}
