package org.lobescope.ui.source;

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
    private @Nullable Contours contours;
    private @Nullable Contours contoursAround;

    private record Measured(Limits limits, Histogram histogram, Contours inside, Contours around) {}

    /** Follows the image and its display; long work runs on {@code background}. */
    public SourceImages(SourceModel source, ImageDisplayModel display, Executor background) {
        this.source = source;
        this.display = display;
        this.measuring = new LatestTask(background);
        source.opened().addListener((o, before, now) -> open(now));
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
        CutOut wide = surroundings(opened, part);
        cutOutLayer = ImageLayer.of(opened.image(), part);
        aroundLayer = ImageLayer.of(opened.image(), wide);
        cutOutArea = opened.cutOut();
        aroundArea = Area.ofPixels(wide.x(), wide.y(), wide.width(), wide.height());
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

    private static CutOut surroundings(Opened opened, CutOut part) {
        int mx = (int) Math.ceil(part.width() * SURROUNDINGS);
        int my = (int) Math.ceil(part.height() * SURROUNDINGS);
        int left = Math.min(part.x(), Math.max(0, part.x() - mx));
        int low = Math.min(part.y(), Math.max(0, part.y() - my));
        int right = Math.max(part.x() + part.width(), Math.min(opened.image().width(), part.x() + part.width() + mx));
        int high = Math.max(part.y() + part.height(), Math.min(opened.image().height(), part.y() + part.height() + my));
        return new CutOut(left, low, right - left, high - low);
    }

    private void measure() {
        Opened opened = source.opened().get();
        ImageLayer inside = cutOutLayer;
        ImageLayer wide = aroundLayer;
        if (opened == null || inside == null || wide == null) {
            return;
        }
        Interval interval = display.style().get().interval();
        float[] pixels = opened.image().pixels();
        measuring.run(
                () -> {
                    Limits limits = interval.limits(inside.pixels());
                    double sigma = Contours.noise(pixels);
                    return new Measured(
                            limits,
                            Histogram.of(inside.pixels(), sigma),
                            contours(inside, sigma),
                            contours(wide, sigma));
                },
                measured -> {
                    display.limits().set(measured.limits());
                    display.histogram().set(measured.histogram());
                    contours = measured.inside();
                    contoursAround = measured.around();
                    paint();
                },
                reason -> paint());
    }

    private static Contours contours(ImageLayer layer, double sigma) {
        return Contours.of(layer.pixels(), layer.width(), layer.height(), sigma, Contours.usual());
    }

    private void paint() {
        ImageLayer inside = cutOutLayer;
        ImageLayer wide = aroundLayer;
        if (inside == null || wide == null) {
            return;
        }
        paint(inside, cutOut);
        paint(wide, around);
        version.set(version.get() + 1);
    }

    private void paint(ImageLayer layer, PixelImage image) {
        ImageStyle style = display.style().get();
        int[] argb = new int[layer.width() * layer.height()];
        layer.render(style, display.limits().get(), argb);
        image.set(layer.width(), layer.height(), argb);
    }
}
