package org.lobescope.figure;

import java.util.Map;

/** Plain text as LaTeX prints it. */
final class Latex {
    private static final Map<Integer, String> SIGNS = Map.ofEntries(
            sign('\\', "\\textbackslash{}"),
            sign('{', "\\{"),
            sign('}', "\\}"),
            sign('$', "\\$"),
            sign('&', "\\&"),
            sign('#', "\\#"),
            sign('_', "\\_"),
            sign('%', "\\%"),
            sign('^', "\\textasciicircum{}"),
            sign('~', "\\textasciitilde{}"),
            sign('<', "$<$"),
            sign('>', "$>$"),
            sign('|', "$|$"),
            sign('"', "\\textquotedbl{}"),
            sign('×', "$\\times$"),
            sign('∂', "$\\partial$"),
            sign('Δ', "$\\Delta$"),
            sign('σ', "$\\sigma$"),
            sign('µ', "$\\mu$"),
            sign('μ', "$\\mu$"),
            sign('·', "$\\cdot$"),
            sign('±', "$\\pm$"),
            sign('≤', "$\\leq$"),
            sign('≥', "$\\geq$"),
            sign('−', "$-$"),
            sign('–', "--"),
            sign('—', "---"),
            sign('…', "\\dots{}"),
            sign('°', "$^{\\circ}$"),
            sign('′', "$'$"),
            sign('″', "$''$"),
            sign('ʰ', "$^{\\mathrm{h}}$"),
            sign('ᵐ', "$^{\\mathrm{m}}$"),
            sign('ˢ', "$^{\\mathrm{s}}$"),
            sign('\u00a0', "~"),
            sign('\u202f', "\\,"),
            sign('’', "'"),
            sign('“', "``"),
            sign('”', "''"));
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Latex() {}

    private static Map.Entry<Integer, String> sign(char c, String latex) {
        return Map.entry((int) c, latex);
    }

    /** The text with every sign that means something to LaTeX, or that its fonts lack, written in LaTeX's own way. */
    static String escaped(String text) {
        StringBuilder latex = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int end = i;
            StringBuilder power = new StringBuilder();
            while (end < points.length && (points[end] == '⁻' || RAISED.indexOf(points[end]) >= 0)) {
                power.append(points[end] == '⁻' ? "-" : Integer.toString(RAISED.indexOf(points[end])));
                end++;
            }
            if (end > i) {
                latex.append("$^{").append(power).append("}$");
                i = end - 1;
            } else if (Character.isISOControl(points[i])) {
                latex.append(' ');
            } else {
                latex.append(SIGNS.getOrDefault(points[i], Character.toString(points[i])));
            }
        }
        return latex.toString();
    }
}
