package org.lobescope.ui.undo;

import java.util.ArrayList;
import java.util.List;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.figure.ImageStyle;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.display.DisplayModel.Scope;
import org.lobescope.ui.source.ImageDisplayModel;

/**
 * How image and maps are drawn, all that can be taken back. Whether maps are shown at all is left out: they blink.
 *
 * @param image colours of the image
 * @param contourLevels in multiples of the noise
 * @param maps colours of the maps
 * @param scope whose values decide the limits of the maps' colours
 * @param contours whether contours are drawn
 */
record Looks(ImageStyle image, List<Double> contourLevels, HeatmapStyle maps, Scope scope, boolean contours) {
    Looks {
        contourLevels = List.copyOf(contourLevels);
    }

    static Looks of(DisplayModel display, ImageDisplayModel image) {
        return new Looks(
                image.style().get(),
                image.contourLevels().get(),
                display.style().get(),
                display.scope().get(),
                display.contours().get());
    }

    void show(DisplayModel display, ImageDisplayModel imageDisplay) {
        imageDisplay.style().set(image);
        imageDisplay.contourLevels().set(contourLevels);
        display.style().set(maps);
        display.scope().set(scope);
        display.contours().set(contours);
    }

    /** What is different, in words: {@code threshold}; {@code display settings} for several things; empty for nothing. */
    String change(Looks other) {
        List<String> all = new ArrayList<>();
        add(all, "stretch", image.stretch(), other.image.stretch());
        add(all, "limits of the image", image.interval(), other.image.interval());
        add(all, "colours of the image", image.colorMap(), other.image.colorMap());
        add(all, "inverted image", image.inverted(), other.image.inverted());
        add(all, "colour of missing pixels", image.blank(), other.image.blank());
        add(all, "contour levels", contourLevels, other.contourLevels);
        add(all, "contours", contours, other.contours);
        add(all, "threshold", threshold(maps), threshold(other.maps));
        add(all, "outline", maps.outlined(), other.maps.outlined());
        add(all, "limits of the colours", maps.limits(), other.maps.limits());
        add(all, "shared scale", scope, other.scope);
        add(all, "colours", colors(maps), colors(other.maps));
        add(all, "inverted colours", maps.inverted(), other.maps.inverted());
        add(all, "opacity", maps.opacity(), other.maps.opacity());
        add(all, "fading", maps.fading(), other.maps.fading());
        return all.size() > 1 ? "display settings" : String.join("", all);
    }

    private static void add(List<String> all, String words, Object one, Object other) {
        if (!one.equals(other)) {
            all.add(words);
        }
    }

    private static List<Double> threshold(HeatmapStyle style) {
        return List.of(style.thresholdLow(), style.thresholdHigh());
    }

    private static List<Object> colors(HeatmapStyle style) {
        return List.of(style.sequential(), style.diverging());
    }
}
