package org.lobescope.ui.source;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.figure.PrintedUnit;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.picture.Area;

/** The image that is looked at, and what the classifier says of it. */
public final class SourceModel {
    /**
     * An image as a classifier takes it. All of it changes at once, so that what is shown always belongs together.
     *
     * @param place where it came from
     * @param image the radio image
     * @param classifier that takes it
     * @param prepared what goes into the network
     * @param unit in which values of the image are told
     */
    public record Opened(
            Place place, RadioImage image, Classifier classifier, PreparedImage prepared, PrintedUnit unit) {
        /**
         * An image as that classifier takes it when it is prepared so, with its unit. Looks at every pixel, so not on the
         * window's thread.
         */
        public static Opened of(Place place, RadioImage image, Classifier classifier, PreparedImage prepared) {
            double largest = 0;
            for (float v : image.pixels()) {
                largest = Float.isFinite(v) ? Math.max(largest, Math.abs(v)) : largest;
            }
            PrintedUnit unit = PrintedUnit.of(image.unit(), largest);
            return new Opened(place, image, classifier.fitting(prepared), prepared, unit);
        }

        /** Where it came from, for people: a file's path, or which sample it is. */
        public String origin() {
            return place.words();
        }

        /** The part of the image that goes into the network. */
        public Area cutOut() {
            var c = prepared.cutOut();
            return Area.ofPixels(c.x(), c.y(), c.width(), c.height());
        }

        /** The whole image. */
        public Area whole() {
            return Area.ofPixels(0, 0, image.width(), image.height());
        }
    }

    private final ObjectProperty<@Nullable Opened> opened = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable CutOut> moving = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper expected = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper();
    private final ObjectProperty<float @Nullable []> logits = new SimpleObjectProperty<>();

    /** No image yet. */
    public SourceModel() {
        opened.addListener((o, before, now) -> expected.set(now != null));
    }

    /** The image; null before the first. */
    public ObjectProperty<@Nullable Opened> opened() {
        return opened;
    }

    /** Whether there is an image, or one is being opened: then there is work to be seen rather than the start page. */
    public ReadOnlyBooleanProperty expected() {
        return expected.getReadOnlyProperty();
    }

    /** An image is being opened. */
    void expect() {
        expected.set(true);
    }

    /** Where the cut-out is being moved to; null while it stands where the maps are. */
    public ObjectProperty<@Nullable CutOut> moving() {
        return moving;
    }

    /** The cut-out as it is seen: where it is being moved to, else where it is; null before the first image. */
    public @Nullable CutOut cutOut() {
        Opened now = opened.get();
        CutOut to = moving.get();
        return to != null || now == null ? to : now.prepared().cutOut();
    }

    /** Goes up when something could not be shown: controls go back to what is. */
    public ReadOnlyIntegerProperty refusals() {
        return refusals.getReadOnlyProperty();
    }

    /** What was asked for could not be shown. */
    void refuse() {
        moving.set(null);
        expected.set(opened.get() != null);
        refusals.set(refusals.get() + 1);
    }

    /** The logits of the image; null while they are being computed. */
    public ObjectProperty<float @Nullable []> logits() {
        return logits;
    }
}
