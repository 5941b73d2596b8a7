package org.lobescope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lobescope.explain.Target;

/** What a classifier says of an image, in words. */
final class Logits {
    private Logits() {}

    /** The probability of each class, {@code FRI 0.9731, FRII 0.0269}. */
    static String words(List<String> classes, float[] logits) {
        double[] probabilities = Target.probabilities(logits);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            words.add(String.format(Locale.ROOT, "%s %.4f", classes.get(i), probabilities[i]));
        }
        return String.join(", ", words);
    }
}
