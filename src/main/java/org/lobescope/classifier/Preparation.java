package org.lobescope.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lobescope.Problem;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;
import org.lobescope.sky.RadioImage;

/** Carries out a {@link Preprocessing} on an image, step by step, and writes down what it did. */
final class Preparation {
    /** A network of free size gets the whole image, but no more than this many pixels per side. */
    static final int LARGEST_SIDE = 512;

    private static final int LEVELS_8_BIT = 255;
    private static final int LEVELS_16_BIT = 65535;

    private final RadioImage image;
    private final RadioImage original;
    private final ModelCard card;
    private final Graph graph;
    private final List<String> steps = new ArrayList<>();
    private final List<String> warnings;
    private String clipping = "";

    /** Flux up to this counts as sky. */
    private double sky;

    /** The input's columns and rows: those of the cut-out where the network takes any size. */
    private int width;

    private int height;

    Preparation(RadioImage image, ModelCard card, Graph graph) {
        this.original = image;
        this.image = TrainingGrid.widened(image, card);
        this.card = card;
        this.graph = graph;
        this.warnings = new ArrayList<>(card.doubts());
    }

    /** A picture of just the input's size is taken for one that is already prepared, as those of MiraBest are. */
    static boolean takenAsPrepared(RadioImage image, CutOut cutOut, ModelCard card, Graph graph) {
        return image.depth() != RadioImage.Depth.PHYSICAL
                && cutOut.equals(new CutOut(0, 0, image.width(), image.height()))
                && cutOut.equals(TrainingGrid.middle(image, card, graph));
    }

    PreparedImage central() {
        CutOut cutOut = TrainingGrid.usual(original, card, graph);
        if (!cutOut.equals(TrainingGrid.middle(original, card, graph))) {
            steps.add(
                    "Nothing stands out in the middle of the image, so the cut-out was moved to the brightest source.");
        }
        if (graph.resizable() && !(cutOut.width() == image.width() && cutOut.height() == image.height())) {
            warnings.add("The network takes images of any size, but only the central " + cutOut.width() + " x "
                    + cutOut.height() + " of " + image.width() + " x " + image.height() + " pixels were used.");
        }
        return of(cutOut);
    }

    PreparedImage of(CutOut cutOut) {
        check(cutOut);
        width = graph.resizable() ? cutOut.width() : graph.input().width();
        height = graph.resizable() ? cutOut.height() : graph.input().height();
        if (takenAsPrepared(image, cutOut, card, graph)) {
            float[] grey = preparedPicture();
            return finish(cutOut, grey, 0, mostlyZero(grey));
        }
        warn(cutOut);
        TrainingGrid.widening(original, image, card).ifPresent(steps::add);
        double[] flux = cut(cutOut);
        // Before resampling: the noise is that of the image's own pixels.
        card.preprocessing().clip().ifPresent(clip -> clip(flux, clip));
        double[] cut = resampled(flux, cutOut);
        boolean[] inside = circle();
        if (card.preprocessing().clip().isPresent() && Islands.reachesOut(cut, width, sky, inside)) {
            warnings.add("The brightest source reaches the edge of the "
                    + (card.preprocessing().circle() ? "circle" : "cut-out")
                    + " that the network sees, so the network sees only a part of it.");
        }
        blackOutside(cut, inside);
        return scaled(cutOut, cut, inside);
    }

    private void check(CutOut cutOut) {
        ImageShape input = graph.input();
        if (!graph.resizable() && (long) cutOut.width() * input.height() != (long) cutOut.height() * input.width()) {
            throw new Problem("The cut-out has " + cutOut.width() + " x " + cutOut.height() + " pixels, but "
                    + card.name() + " takes " + input.width() + " x " + input.height()
                    + "; choose that size or one of that shape.");
        }
        if (!cutOut.touches(image)) {
            throw new Problem("The cut-out lies beside the image " + image.name() + " (" + image.width() + " x "
                    + image.height() + " pixels); move it onto the image.");
        }
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float pixel : image.pixels()) {
            if (Float.isFinite(pixel)) {
                low = Math.min(low, pixel);
                high = Math.max(high, pixel);
            }
        }
        if (low > high) {
            throw new Problem(image.name() + " has no pixel with a value (all are blank), so there is nothing to"
                    + " classify; open another image.");
        }
        if (low == high) {
            throw new Problem(image.name() + " is constant (every pixel is " + amount(low)
                    + "), so there is nothing to classify; open another image.");
        }
    }

    private float[] preparedPicture() {
        int levels = image.depth() == RadioImage.Depth.GREY_8_BIT ? LEVELS_8_BIT : LEVELS_16_BIT;
        steps.add("The picture has just the size of the input: taken as prepared, grey level / " + levels + ".");
        float[] grey = new float[image.pixels().length];
        int blanks = 0;
        for (int i = 0; i < grey.length; i++) {
            float level = image.pixels()[i];
            if (Float.isNaN(level)) {
                blanks++;
            } else {
                grey[i] = level / levels;
            }
        }
        if (blanks > 0) {
            warnings.add(blanks + " blank pixels count as black.");
        }
        return grey;
    }

    /** Whether the sky of a prepared picture was set to zero: noise is hardly ever exactly zero. */
    private static boolean mostlyZero(float[] grey) {
        int zeros = 0;
        for (float level : grey) {
            if (level == 0) {
                zeros++;
            }
        }
        return 2 * zeros > grey.length;
    }

    private void warn(CutOut cutOut) {
        int blanks = image.blanks();
        if (blanks > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d blank pixels (%.1f %% of the image) count as zero flux%s.",
                    blanks,
                    100.0 * blanks / image.pixels().length,
                    inTheNoise()));
        }
        if (!cutOut.inside(image)) {
            warnings.add("The cut-out of " + cutOut.width() + " x " + cutOut.height()
                    + " pixels reaches beyond the image of " + image.width() + " x " + image.height()
                    + ": zero flux was added there.");
        }
        GridDoubts.scale(image, cutOut, width, card).ifPresent(warnings::add);
        GridDoubts.beam(original, card).ifPresent(warnings::add);
    }

    private String inTheNoise() {
        if (card.preprocessing().clip().isEmpty()) {
            return "";
        }
        return SkyNoise.published(image, card) ? ", in the noise too" : ", but not in the noise";
    }

    /** The pixels of the cut-out; zero where the image is blank or has ended. */
    private double[] cut(CutOut cutOut) {
        double[] cut = new double[cutOut.width() * cutOut.height()];
        int firstX = Math.max(0, -cutOut.x());
        int lastX = Math.min(cutOut.width(), image.width() - cutOut.x());
        int firstY = Math.max(0, -cutOut.y());
        int lastY = Math.min(cutOut.height(), image.height() - cutOut.y());
        for (int y = firstY; y < lastY; y++) {
            for (int x = firstX; x < lastX; x++) {
                float pixel = image.at(cutOut.x() + x, cutOut.y() + y);
                cut[y * cutOut.width() + x] = Float.isFinite(pixel) ? pixel : 0;
            }
        }
        steps.add("Cut-out of " + cutOut.width() + " x " + cutOut.height() + " pixels from column " + cutOut.x()
                + ", row " + cutOut.y() + ".");
        return cut;
    }

    private void clip(double[] flux, Preprocessing.Clip clip) {
        double noise = SkyNoise.of(image, card, clip.rounds());
        double limit = clip.sigma() * noise;
        // The black of a picture is its darkest pixel and not zero flux: its sky is somewhere above.
        double level = image.depth() == RadioImage.Depth.PHYSICAL ? 0 : SkyNoise.level(image, clip.rounds());
        sky = limit;
        for (int i = 0; i < flux.length; i++) {
            flux[i] -= level;
            if (flux[i] <= limit) {
                flux[i] = 0;
            }
        }
        clipping = "noise of the whole image " + amount(noise)
                + (SkyNoise.published(image, card) ? "" : " (median absolute deviation)") + ", pixels up to "
                + number(clip.sigma())
                + " times that set to zero";
        steps.add("Sky clipped: " + clipping + ".");
    }

    /** The cut-out in the network's size. */
    private double[] resampled(double[] flux, CutOut cutOut) {
        if (cutOut.width() == width && cutOut.height() == height) {
            return flux;
        }
        steps.add("Resampled from " + cutOut.width() + " x " + cutOut.height() + " to " + width + " x " + height
                + " pixels (" + (cutOut.width() > width ? "averaged" : "linear interpolation") + ").");
        return Resampling.of(flux, cutOut.width(), cutOut.height(), width, height);
    }

    /** Which pixels lie in the circle; all of them where the recipe has none. */
    private boolean[] circle() {
        boolean[] inside = new boolean[width * height];
        if (!card.preprocessing().circle()) {
            Arrays.fill(inside, true);
            return inside;
        }
        int centreX = width / 2;
        int centreY = height / 2;
        int radius = Math.min(centreX, centreY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                inside[y * width + x] = Math.hypot(x - centreX, y - centreY) <= radius;
            }
        }
        steps.add("Pixels further than " + radius + " from (" + centreX + ", " + centreY + ") set to zero.");
        return inside;
    }

    private static void blackOutside(double[] cut, boolean[] inside) {
        for (int i = 0; i < cut.length; i++) {
            if (!inside[i]) {
                cut[i] = 0;
            }
        }
    }

    private PreparedImage scaled(CutOut cutOut, double[] cut, boolean[] inside) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < cut.length; i++) {
            if (inside[i]) {
                low = Math.min(low, cut[i]);
                high = Math.max(high, cut[i]);
            }
        }
        boolean clipped = card.preprocessing().clip().isPresent();
        if (!(high > low)) {
            throw new Problem(
                    clipped && high == 0
                            ? "Nothing in the cut-out of " + image.name() + " stands out from the noise (" + clipping
                                    + "); move the cut-out to a source."
                            : "The cut-out of " + image.name() + " is constant (every pixel is " + amount(high)
                                    + "); move it to a source.");
        }
        Preprocessing.Scaling scaling = card.preprocessing().scaling();
        float[] grey = new float[cut.length];
        for (int i = 0; i < cut.length; i++) {
            grey[i] = inside[i] ? grey(cut[i], low, high, scaling) : 0;
        }
        if (scaling != Preprocessing.Scaling.NONE) {
            steps.add(amount(low) + " to " + amount(high) + " scaled onto 0..1"
                    + (scaling == Preprocessing.Scaling.MIN_MAX ? "." : " in 255 steps, rounded down."));
        }
        float black = scaling == Preprocessing.Scaling.NONE
                ? 0
                : Math.clamp(grey(Math.max(0, low), low, high, scaling), 0, 1);
        return finish(cutOut, grey, black, clipped);
    }

    private static float grey(double value, double low, double high, Preprocessing.Scaling scaling) {
        return switch (scaling) {
            case MIN_MAX_8_BIT, MIN_MAX_8_BIT_ROOT ->
                (int) ((value - low) / (high - low) * LEVELS_8_BIT) / (float) LEVELS_8_BIT;
            case MIN_MAX -> (float) ((value - low) / (high - low));
            case NONE -> (float) value;
        };
    }

    private PreparedImage finish(CutOut cutOut, float[] grey, float black, boolean clipped) {
        int channels = graph.input().channels();
        Preprocessing recipe = card.preprocessing();
        float[] x = new float[channels * grey.length];
        float[] blackSky = new float[channels];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < grey.length; i++) {
                x[c * grey.length + i] = recipe.normalised(grey[i], c);
            }
            blackSky[c] = recipe.normalised(black, c);
        }
        if (channels > 1) {
            steps.add("The same grey levels in all " + channels + " channels.");
        }
        if (recipe.scaling() == Preprocessing.Scaling.MIN_MAX_8_BIT_ROOT) {
            steps.add("Square root of the grey levels.");
        }
        if (!isIdentity(recipe)) {
            steps.add("(grey level - " + numbers(recipe.mean()) + ") / " + numbers(recipe.deviation()) + ".");
        }
        float[] levels = recipe.scaling() == Preprocessing.Scaling.NONE ? zeroToOne(grey) : grey;
        card.training()
                .inputs()
                .map(range -> range.unusual(InputStatistics.of(levels, width)))
                .filter(clauses -> !clauses.isEmpty())
                .ifPresent(clauses ->
                        warnings.addFirst(PreparedImage.UNLIKE_TRAINING + ": " + String.join("; ", clauses) + "."));
        Tensor input = new Tensor(new int[] {1, channels, height, width}, x);
        return new PreparedImage(input, blackSky, cutOut, levels, clipped, steps, warnings);
    }

    /** Values of any range as grey levels, for people to look at. */
    private static float[] zeroToOne(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float[] grey = new float[values.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = high > low ? (values[i] - low) / (high - low) : 0;
        }
        return grey;
    }

    private static boolean isIdentity(Preprocessing recipe) {
        return Arrays.equals(recipe.mean(), new float[recipe.mean().length])
                && java.util.stream.IntStream.range(0, recipe.deviation().length)
                        .allMatch(i -> recipe.deviation()[i] == 1);
    }

    private String amount(double value) {
        String unit = image.unit().isEmpty() ? "" : " " + image.unit();
        return number(value) + unit;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String numbers(float[] values) {
        if (values.length == 1) {
            return Float.toString(values[0]);
        }
        return Arrays.toString(values);
    }
}
