package org.lobescope.ui.source;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.CutOut;
import org.lobescope.figure.Contours;
import org.lobescope.figure.ImageLayer;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Limits;
import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.picture.Area;
import org.lobescope.ui.picture.PixelImage;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.task.LatestTask;
import org.lobescope.ui.task.Soon;

/**
 * The radio image in colours, as all pictures show it: its surroundings for the source panel, the cut-out for the
 * tiles. What takes long (limits, histogram, contours) is computed in the background; a change of the stretch or the
 * colours is a look-up.
 */
public final class SourceImages {
    /** The source panel shows as much around the cut-out on each side, as a part of the cut-out's size. */
    private static final double SURROUNDINGS = 0.5;

    private final SourceModel source;
    private final ImageDisplayModel display;
    private final LatestTask measuring;
    private final PixelImage cutOut = new PixelImage();
    private final PixelImage around = new PixelImage();
    private final PixelImage seen = new PixelImage();
    private final IntegerProperty version = new SimpleIntegerProperty();
    private final Soon paint = new Soon(this::paint);
    private @Nullable ImageLayer cutOutLayer;
    private @Nullable ImageLayer aroundLayer;
    private Area cutOutArea = new Area(-0.5, -0.5, 1, 1);
    private Area aroundArea = cutOutArea;
    private double skyLevel;
    private int sky = 0xff000000;
    private @Nullable Contours contours;
    private @Nullable Contours contoursAround;

    /** An image so many times as large as the cut-out, or smaller, is shown whole wherever the cut-out lies. */
    private static final int SMALL_IMAGE = 3;

    /** A large image that is shown whole is binned to no more pixels per side. */
    private static final int LARGEST_SIDE = 1024;

    private record Measured(
            Limits limits,
            Histogram histogram,
            double sky,
            ImageLayer wide,
            Area area,
            Contours inside,
            Contours around) {}

    /** Follows the image and its display; long work runs on {@code background}. */
    public SourceImages(SourceModel source, ImageDisplayModel display, Executor background) {
        this.source = source;
        this.display = display;
        this.measuring = new LatestTask(background);
        source.opened().addListener((o, before, now) -> open(now));
        display.whole().addListener((o, before, now) -> measure());
        display.contourLevels().addListener((o, before, now) -> measure());
        display.style().addListener((o, before, now) -> {
            if (before.interval().equals(now.interval())) {
                paint.ask();
            } else {
                measure();
            }
        });
    }

    /** Goes up whenever the colours have changed. */
    public ReadOnlyIntegerProperty version() {
        return version;
    }

    /** The part that goes into the network. */
    public PixelImage cutOut() {
        return cutOut;
    }

    /** Where {@link #cutOut} lies in the image. */
    public Area cutOutArea() {
        return cutOutArea;
    }

    /** The cut-out and what is around it. */
    public PixelImage around() {
        return around;
    }

    /** Where {@link #around} lies in the image. */
    public Area aroundArea() {
        return aroundArea;
    }

    /** What the network sees, in grey. */
    public PixelImage seen() {
        return seen;
    }

    /** The colour of the empty sky (the median of the cut-out), opaque. */
    public int sky() {
        return sky;
    }

    /** Contours of the cut-out; null while they are not known. */
    public @Nullable Contours contours() {
        return contours;
    }

    /** Contours of {@link #around}. */
    public @Nullable Contours contoursAround() {
        return contoursAround;
    }

    private void open(@Nullable Opened opened) {
        if (opened == null) {
            return;
        }
        CutOut part = opened.prepared().cutOut();
        cutOutLayer = ImageLayer.of(opened.image(), part);
        aroundLayer = null;
        cutOutArea = opened.cutOut();
        contours = null;
        contoursAround = null;
        float[] grey = opened.prepared().grey();
        var x = opened.prepared().x();
        int[] argb = new int[grey.length];
        for (int i = 0; i < grey.length; i++) {
            int level = Math.clamp(Math.round(grey[i] * 255), 0, 255);
            argb[i] = 0xff000000 | level * 0x010101;
        }
        seen.set(x.axis(3), x.axis(2), argb);
        measure();
    }

    /** Whether there is more of the image than the surroundings of the cut-out. */
    static boolean goesOn(Opened opened) {
        CutOut wide = surroundings(opened, opened.prepared().cutOut());
        return wide.width() < opened.image().width()
                || wide.height() < opened.image().height();
    }

    private static CutOut surroundings(Opened opened, CutOut part) {
        int width = opened.image().width();
        int height = opened.image().height();
        // A cut-out made smaller is not left without its surroundings: it may be made larger again.
        CutOut central = opened.classifier().central(opened.image());
        int across = Math.max(part.width(), central.width());
        int down = Math.max(part.height(), central.height());
        if (width <= SMALL_IMAGE * across && height <= SMALL_IMAGE * down) {
            return new CutOut(
                    Math.min(0, part.x()),
                    Math.min(0, part.y()),
                    Math.max(width, part.width()),
                    Math.max(height, part.height()));
        }
        int mx = (int) Math.ceil(across * (1 + 2 * SURROUNDINGS) - part.width()) / 2;
        int my = (int) Math.ceil(down * (1 + 2 * SURROUNDINGS) - part.height()) / 2;
        int left = Math.min(part.x(), Math.max(0, part.x() - mx));
        int low = Math.min(part.y(), Math.max(0, part.y() - my));
        int right = Math.max(part.x() + part.width(), Math.min(opened.image().width(), part.x() + part.width() + mx));
        int high = Math.max(part.y() + part.height(), Math.min(opened.image().height(), part.y() + part.height() + my));
        return new CutOut(left, low, right - left, high - low);
    }

    private void measure() {
        Opened opened = source.opened().get();
        ImageLayer inside = cutOutLayer;
        if (opened == null || inside == null) {
            return;
        }
        boolean whole = display.whole().get() && goesOn(opened);
        Interval interval = display.style().get().interval();
        float[] pixels = opened.image().pixels();
        double[] levels = display.contourLevels().get().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        measuring.run(
                () -> {
                    Limits limits = interval.limits(inside.pixels());
                    double sigma = Contours.noise(pixels);
                    CutOut part = whole
                            ? new CutOut(
                                    0, 0, opened.image().width(), opened.image().height())
                            : surroundings(opened, opened.prepared().cutOut());
                    int bin = whole ? Math.ceilDiv(Math.max(part.width(), part.height()), LARGEST_SIDE) : 1;
                    ImageLayer wide = bin > 1 ? binned(opened.image(), bin) : ImageLayer.of(opened.image(), part);
                    Area area = Area.ofPixels(part.x(), part.y(), wide.width() * bin, wide.height() * bin);
                    return new Measured(
                            limits,
                            Histogram.of(inside.pixels(), sigma),
                            ImageStatistics.of(inside.pixels()).percentile(50),
                            wide,
                            area,
                            contours(inside, sigma, levels),
                            contours(wide, sigma, levels));
                },
                measured -> {
                    display.limits().set(measured.limits());
                    display.histogram().set(measured.histogram());
                    skyLevel = measured.sky();
                    aroundLayer = measured.wide();
                    aroundArea = measured.area();
                    contours = measured.inside();
                    contoursAround = measured.around();
                    paint();
                },
                reason -> paint());
    }

    /** Means of bin x bin pixels each, of those that have a value. */
    private static ImageLayer binned(RadioImage image, int bin) {
        int columns = Math.ceilDiv(image.width(), bin);
        int rows = Math.ceilDiv(image.height(), bin);
        double[] sums = new double[columns * rows];
        int[] counts = new int[sums.length];
        for (int y = 0; y < image.height(); y++) {
            int row = y / bin * columns;
            for (int x = 0; x < image.width(); x++) {
                float value = image.at(x, y);
                if (Float.isFinite(value)) {
                    sums[row + x / bin] += value;
                    counts[row + x / bin]++;
                }
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = counts[i] == 0 ? Float.NaN : (float) (sums[i] / counts[i]);
        }
        return new ImageLayer(columns, rows, means, image.unit(), Optional.empty(), Optional.empty());
    }

    private static Contours contours(ImageLayer layer, double sigma, double[] levels) {
        return Contours.of(layer.pixels(), layer.width(), layer.height(), sigma, levels);
    }

    private void paint() {
        ImageLayer inside = cutOutLayer;
        ImageLayer wide = aroundLayer;
        if (inside == null || wide == null) {
            return;
        }
        paint(inside, cutOut);
        paint(wide, around);
        int[] one = new int[1];
        ImageLayer median =
                new ImageLayer(1, 1, new float[] {(float) skyLevel}, "", Optional.empty(), Optional.empty());
        median.render(display.style().get(), display.limits().get(), one);
        sky = 0xff000000 | one[0];
        version.set(version.get() + 1);
    }

    private void paint(ImageLayer layer, PixelImage image) {
        ImageStyle style = display.style().get();
        int[] argb = new int[layer.width() * layer.height()];
        layer.render(style, display.limits().get(), argb);
        image.set(layer.width(), layer.height(), argb);
    }
}
