package org.lobescope.cli;

import java.util.List;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.explain.Target;

/** Which class is explained: the one that {@code --class} names, else the one that the classifier finds most likely. */
final class ChosenClass {
    private ChosenClass() {}

    /**
     * The class that a person named.
     *
     * @param name as on the card, in any case, or its number counted from 0
     * @throws Problem when there is none
     */
    static int named(String name, String classifier, List<String> classes) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).equalsIgnoreCase(name.strip())) {
                return i;
            }
        }
        try {
            int index = Integer.parseInt(name.strip());
            if (index >= 0 && index < classes.size()) {
                return index;
            }
        } catch (NumberFormatException e) {
            // neither a name nor a number: said below
        }
        throw new Problem("The classifier " + classifier + " has no class '" + name + "': choose one of "
                + String.join(", ", classes) + ".");
    }

    /** The most likely class. */
    static int predicted(float[] logits) {
        double[] probabilities = Target.probabilities(logits);
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The class to explain. */
    static int of(Optional<Integer> named, float[] logits) {
        return named.orElseGet(() -> predicted(logits));
    }
}
