package org.lobescope.ui.adding;

import java.util.Optional;
import org.lobescope.classifier.Preprocessing;
import org.lobescope.classifier.Preprocessing.Scaling;

/** Ways of preparing images that can be chosen with one click; mean and deviation come to each of them. */
enum Recipe {
    MIRABEST("MiraBest", "Sky below 3 sigma and everything outside the circle to zero, the rest onto 8 bit."),
    UNIT("0 to 1", "The smallest to the largest pixel onto 0 to 1; nothing is clipped."),
    RAW("As it is", "Pixel values as they are in the file.");

    private final String words;
    private final String help;

    Recipe(String words, String help) {
        this.words = words;
        this.help = help;
    }

    String words() {
        return words;
    }

    String help() {
        return help;
    }

    /** The steps, with these numbers at their end. */
    Preprocessing with(float[] mean, float[] deviation) {
        Preprocessing steps = switch (this) {
            case MIRABEST -> Preprocessing.miraBest(0, 1);
            case UNIT -> Preprocessing.plain();
            case RAW -> new Preprocessing(Optional.empty(), false, Scaling.NONE, new float[] {0}, new float[] {1});
        };
        return new Preprocessing(steps.clip(), steps.circle(), steps.scaling(), mean, deviation);
    }

    /** The one that is nearest to a card's. */
    static Recipe of(Preprocessing said) {
        return said.scaling() == Scaling.NONE ? RAW : said.clip().isPresent() || said.circle() ? MIRABEST : UNIT;
    }
}
