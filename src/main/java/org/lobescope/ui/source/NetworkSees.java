package org.lobescope.ui.source;

import java.util.ArrayList;
import java.util.List;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.Preprocessing;
import org.lobescope.figure.PrintedUnit;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.source.SourceModel.Opened;

/** What was done to the image for the network, in short lines; the files have the long ones. */
final class NetworkSees {
    private NetworkSees() {}

    static List<String> lines(Opened opened) {
        RadioImage image = opened.image();
        Classifier classifier = opened.classifier();
        CutOut part = opened.prepared().cutOut();
        List<String> lines = new ArrayList<>();
        int width = opened.prepared().x().axis(3);
        int height = opened.prepared().x().axis(2);
        boolean resampled = part.width() != width || part.height() != height;
        classifier
                .smoothedTo(image)
                .ifPresent(beam -> lines.add("smoothed to a beam of " + Numbers.angle(beam / 3600)));
        if (resampled) {
            lines.add(part.width() + " × " + part.height() + " px, resampled to");
        }
        lines.add(width + " × " + height + " px"
                + image.wcs()
                        .map(wcs -> ", " + Numbers.angle(wcs.scale() * part.width() / width) + "/px")
                        .orElse(""));
        if (classifier.takenAsPrepared(image, part)) {
            lines.add("taken as prepared already");
            return lines;
        }
        Preprocessing recipe = classifier.card().preprocessing();
        recipe.clip()
                .ifPresent(clip -> lines.add(Numbers.trimmed(clip.sigma()) + "σ clipped, noise "
                        + amount(classifier.noise(image).orElse(Double.NaN), image.unit())));
        String scaling = recipe.scaling() == Preprocessing.Scaling.NONE ? "not scaled" : "scaled 0 to 1";
        int radius = Math.min(width / 2, height / 2);
        lines.add(recipe.circle() ? "circle of " + radius + " px, " + scaling : scaling);
        return lines;
    }

    /** An amount in the unit that suits it: {@code 0.15 mJy/beam}. */
    static String amount(double value, String unit) {
        // A tenth of a milli is still read more easily in milli: a source's values stand beside it.
        PrintedUnit printed = PrintedUnit.of(unit, 10 * value);
        return (Numbers.rough(value * printed.factor()) + " " + printed.label()).strip();
    }
}
