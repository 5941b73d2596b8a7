package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionTest {
    private static final PanelStyle STYLE =
            PanelStyle.DEFAULT.withContours(true).withFigure(FigureOptions.JOURNAL);

    @Test
    void theCaptionTellsAllThatIsNeeded() {
        String caption = Caption.latex(
                Contents.of(30, 20, 10, 2, true, "_1 & 50%"), STYLE, List.of("DJL 0.35.1", "PyTorch 2.7.1"));
        for (String words : List.of(
                "image\\_1 \\& 50\\%.fits",
                "the class class 0\\_1",
                "the classifier Classifier\\_1 \\& 50\\%",
                "(a) The image",
                "contours at 3, 6, 12, 24, 48, 96 times its noise, $\\sigma$ = ",
                "coordinates are ICRS",
                "preset Reference",
                "(d) Integrated Gradients [$\\Delta$S]: points 50",
                "(k) Score-CAM",
                "is the logit of",
                "Lobescope 0.1.0 (DJL 0.35.1, PyTorch 2.7.1)")) {
            assertTrue(caption.contains(words), words + " is not in " + caption);
        }
    }

    /** Whatever the names are, braces and dollars pair up, and no sign is left that LaTeX takes for its own. */
    @Test
    void whatLatexTakesForItsOwnIsEscaped() {
        String wild = " #$%&_{}^~\\<>|\"×∂Δσµ·±≤−–—…°′″ʰᵐˢ 10⁻¹²";
        String caption = Caption.latex(Contents.of(20, 20, 2, 2, true, wild), STYLE, List.of());
        String bare = caption.replaceAll("\\\\[#$%&_{}]", "").replace("\\,", "");
        int depth = 0;
        int dollars = 0;
        for (char c : bare.toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            dollars += c == '$' ? 1 : 0;
            assertTrue(depth >= 0);
        }
        assertEquals(0, depth);
        assertEquals(0, dollars % 2);
        String words = bare.replaceAll("\\$[^$]*\\$", "");
        for (String sign : List.of("#", "%", "&", "_", "^")) {
            assertTrue(!words.contains(sign), sign + " is in " + words);
        }
        assertTrue(caption.chars().allMatch(c -> c < 128), caption);
        assertTrue(caption.contains("10$^{-12}$"));
    }
}
