package org.lobescope.ui.adding;

import java.util.ArrayList;
import java.util.List;
import org.lobescope.Problem;

/** A number, or several with commas between them, as a person writes them into a field. */
final class Numbers {
    private Numbers() {}

    static String text(float[] values) {
        List<String> words = new ArrayList<>();
        for (float value : values) {
            words.add(
                    value == Math.rint(value) && Math.abs(value) < 1e6
                            ? String.valueOf((int) value)
                            : Float.toString(value));
        }
        return String.join(", ", words);
    }

    static float[] read(String what, String text) {
        String[] words = text.strip().split("[,;\\s]+");
        float[] values = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                values[i] = Float.parseFloat(words[i]);
            } catch (NumberFormatException e) {
                throw new Problem("The " + what + " '" + text + "' is no number: write one, or one per channel.", e);
            }
            if (!Float.isFinite(values[i])) {
                throw new Problem("The " + what + " has to be a finite number.");
            }
        }
        return values;
    }

    static float[] readPositive(String what, String text) {
        float[] values = read(what, text);
        for (float value : values) {
            if (!(value > 0)) {
                throw new Problem("The " + what + " divides, so it has to be above 0.");
            }
        }
        return values;
    }
}
