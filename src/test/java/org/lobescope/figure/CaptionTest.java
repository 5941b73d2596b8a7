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

    @Test
    void theCaptionTellsWhatIsCompared() {
        PanelContent one = Contents.of(30, 20, 4, 2, true, "");
        String classes = Caption.latex(Contents.paired(one, true), STYLE, List.of());
        for (String words : List.of(
                "for the classes class 0 and class 1, side by side, of the classifier",
                "Both maps of a pair have the same options.",
                "(d) SmoothGrad, class 0 [$\\partial$S/$\\partial$x]: samples 25",
                "(e) SmoothGrad, class 1 [$\\partial$S/$\\partial$x]; (f)")) {
            assertTrue(classes.contains(words), words + " is not in " + classes);
        }
        String presets = Caption.latex(Contents.paired(one, false), STYLE, List.of());
        for (String words : List.of(
                "for the class class 0 of the classifier",
                "the first map has the options of the preset Reference, the second those of the preset Paper",
                "(f) Integrated Gradients, Reference [$\\Delta$S]: points 50",
                "(g) Integrated Gradients, Paper [$\\Delta$S]: points 25")) {
            assertTrue(presets.contains(words), words + " is not in " + presets);
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
