package org.lobescope.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lobescope.Problem;
import org.lobescope.classifier.ModelCard;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Target;
import org.lobescope.session.Comparison;

/**
 * What {@code --compare} sets beside every map: the one of another class, or the one with another preset's options.
 *
 * @param fixed the same for all images; nothing where {@code next}
 * @param next for each image, the most likely class but the one that is explained
 */
record ChosenComparison(Comparison fixed, boolean next) {
    /** One map of each method. */
    static final ChosenComparison NONE = new ChosenComparison(Comparison.NONE, false);

    private static final String NEXT = "next";

    /**
     * What a word on the command line asks for: a class by name or number, {@code next}, or a preset.
     *
     * @param preset of the first maps
     * @param explained the class of the first maps, where it is the same for all images
     * @throws Problem when there is no such class or preset, or it is the one of the first maps
     */
    static ChosenComparison of(String word, Preset preset, Optional<Integer> explained, ModelCard card) {
        String said = word.strip();
        List<String> classes = card.classes();
        if (said.equalsIgnoreCase(NEXT)) {
            return new ChosenComparison(Comparison.NONE, true);
        }
        for (Preset each : Preset.values()) {
            if (said.equalsIgnoreCase(each.id()) && !classes.contains(said)) {
                if (each == preset) {
                    throw new Problem("--compare " + said + " would set the same maps side by side: the preset is "
                            + preset.id() + " already.");
                }
                return new ChosenComparison(new Comparison.WithPreset(each), false);
            }
        }
        int index;
        try {
            index = ChosenClass.named(said, card.name(), classes);
        } catch (Problem e) {
            throw new Problem(
                    "--compare " + said + " is neither a class (" + String.join(", ", classes)
                            + ") nor next (the most likely other class) nor a preset (reference, paper).",
                    e);
        }
        if (explained.equals(Optional.of(index))) {
            throw new Problem("--compare " + said + " would set the same maps side by side: --class explains "
                    + classes.get(index) + " already.");
        }
        return new ChosenComparison(new Comparison.WithClass(classes.get(index)), false);
    }

    /** Whether there are two maps of each method. */
    boolean pairs() {
        return next || fixed.pairs();
    }

    /**
     * What is set beside the maps of one image.
     *
     * @param classIndex the class that is explained
     * @throws Problem when it is the class that is explained
     */
    Comparison with(int classIndex, float[] logits, List<String> classes) {
        if (next) {
            double[] p = Target.probabilities(logits);
            int other = IntStream.range(0, p.length)
                    .filter(i -> i != classIndex)
                    .boxed()
                    .max((a, b) -> Double.compare(p[a], p[b]))
                    .orElseThrow(() ->
                            new Problem("The classifier has one class only, with which nothing can be compared."));
            return new Comparison.WithClass(classes.get(other));
        }
        if (fixed instanceof Comparison.WithClass with && with.name().equals(classes.get(classIndex))) {
            throw new Problem("Its most likely class is " + with.name()
                    + " itself, with which it was to be compared; --compare next takes the most likely other class.");
        }
        return fixed;
    }

    /** What the second map's file has in its name: {@code next}, {@code fri}, {@code paper}. */
    String suffix() {
        return next ? NEXT : fixed.second().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
