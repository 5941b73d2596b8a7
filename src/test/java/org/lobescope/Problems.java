package org.lobescope;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What every {@link Problem} has to be: one sentence for people. */
public final class Problems {
    private Problems() {}

    /** The sentence of the problem that an action must end in, after a look at its form. */
    public static String sentence(Executable action) {
        String sentence = assertThrows(Problem.class, action).getMessage();
        assertNotNull(sentence);
        assertTrue(sentence.endsWith("."), sentence);
        assertFalse(sentence.contains("\n"), sentence);
        assertFalse(sentence.contains("Exception"), sentence);
        assertFalse(sentence.contains("null"), sentence);
        assertTrue(sentence.length() < 400, sentence);
        return sentence;
    }
}
