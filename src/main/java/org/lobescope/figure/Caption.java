package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lobescope.sky.Beam;

/** The caption of a figure, for a paper: what is seen, and all that another person needs to make it again. */
public final class Caption {
    private Caption() {}

    /**
     * The caption as LaTeX: {@code \caption{...}}, of letters that any LaTeX knows where the names in it have no others.
     *
     * @param content as the figure was made of it
     * @param versions of what computed the maps besides Lobescope: {@code PyTorch 2.7.1}
     */
    public static String latex(PanelContent content, PanelStyle style, List<String> versions) {
        return "\\caption{" + Latex.escaped(String.join(" ", sentences(content, style, versions))) + "}\n";
    }

    private static List<String> sentences(PanelContent all, PanelStyle style, List<String> versions) {
        PanelContent content = all.showing(style.figure().tiles());
        Panel panel = PanelFigure.of(content, style);
        List<String> sentences = new ArrayList<>();
        int maps = panel.tiles().size();
        sentences.add((maps == 1 ? "A saliency map" : "Saliency maps") + " of "
                + content.image().name()
                + explained(content, panel) + " of the classifier " + content.classifier() + ", "
                + (maps == 1 ? "laid" : "each laid") + " over the image.");
        sentences.add("The classifier's probabilities are "
                + panel.facts().classes().stream()
                        .map(c -> Numbers.decimals(c.probability(), 3) + " for " + c.name())
                        .collect(Collectors.joining(", "))
                + ".");
        sentences.add(image(content, panel, style));
        for (Panel.Facts.Line line : panel.facts().lines()) {
            if (line.name().startsWith("Score")) {
                sentences.add(line.name().substring("Score ".length()) + " is the " + line.value() + ".");
            }
        }
        sentences.add(colors(style));
        if (content.comparesPresets()) {
            sentences.add("Of each pair, the first map has the options of the preset " + content.side(0)
                    + (content.preset().isEmpty() ? " with changes" : "") + ", the second those of the preset "
                    + content.side(1) + " (Reference: each method's own paper or original code; Paper: as inferred for"
                    + " arXiv:2502.17207).");
        }
        if (content.pairs() && !content.comparesPresets()) {
            sentences.add("Both maps of a pair have the same options.");
        }
        sentences.add(content.preset()
                .filter(preset -> !content.comparesPresets())
                .map(preset -> "All methods have the options of the preset "
                        + switch (preset) {
                            case REFERENCE -> "Reference (each method's own paper or original code).";
                            case PAPER -> "Paper (as inferred for arXiv:2502.17207).";
                        })
                .orElse("Options of the methods:"));
        sentences.add(methods(content, panel));
        panel.facts().lines().stream()
                .filter(line -> line.name().equals("Layer"))
                .forEach(line -> sentences.add("Class activation maps look at the layer " + line.value() + "."));
        sentences.addAll(panel.footnotes());
        sentences.add("Made with Lobescope " + content.version()
                + (versions.isEmpty() ? "" : " (" + String.join(", ", versions) + ")") + ".");
        return sentences;
    }

    private static String explained(PanelContent content, Panel panel) {
        return content.pairs() && !content.comparesPresets()
                ? " for the classes " + content.side(0) + " and " + content.side(1) + ", side by side,"
                : " for the class " + panel.facts().explained();
    }

    private static String image(PanelContent content, Panel panel, PanelStyle style) {
        Tile source = panel.source();
        Limits limits = source.image().limits(style.image());
        PrintedUnit unit = PrintedUnit.of(source.image().unit(), Math.max(-limits.low(), limits.high()));
        StringBuilder text = new StringBuilder();
        text.append(style.figure().letters() && style.figure().source() ? "(a) The image" : "The image")
                .append(" has the stretch ")
                .append(style.image().stretch().label())
                .append(" from ")
                .append(Numbers.significant(limits.low() * unit.factor(), 2))
                .append(" to ")
                .append(Numbers.significant(limits.high() * unit.factor(), 2))
                .append(unit.label().isEmpty() ? "" : " " + unit.label());
        if (!style.contours().isEmpty()) {
            double sigma = Contours.noise(content.image().pixels());
            PrintedUnit noise = PrintedUnit.of(source.image().unit(), sigma);
            text.append("; contours at ")
                    .append(style.contours().stream()
                            .map(level -> Numbers.significant(level, 3))
                            .collect(Collectors.joining(", ")))
                    .append(" times its noise, σ = ")
                    .append(Numbers.significant(sigma * noise.factor(), 2))
                    .append(noise.label().isEmpty() ? "" : " " + noise.label());
        }
        if (style.figure().beam()
                && source.image().beam().isPresent()
                && source.image().wcs().isPresent()) {
            Beam beam = source.image().beam().get();
            text.append(String.format(
                    Locale.ROOT,
                    "; its beam, %s″ × %s″ at a position angle of %s°, is drawn at the lower left",
                    Numbers.significant(beam.major() * 3600, 3),
                    Numbers.significant(beam.minor() * 3600, 3),
                    Numbers.significant(beam.positionAngle(), 3)));
        }
        if (style.figure().scaleBar()
                && style.figure().redshift() > 0
                && source.image().wcs().isPresent()) {
            text.append("; the scale bar is for a redshift of ")
                    .append(Numbers.significant(style.figure().redshift(), 4))
                    .append(" (")
                    .append(Cosmology.WORDS)
                    .append(")");
        }
        source.image().wcs().ifPresent(wcs -> text.append("; coordinates are ").append(wcs.frame()));
        return text.append('.').toString();
    }

    private static String colors(PanelStyle style) {
        if (!style.figure().mapContours().isEmpty()) {
            return "The lines over the image are contours of each map at the percentiles "
                    + style.figure().mapContours().stream()
                            .map(percent -> Numbers.significant(percent, 4))
                            .collect(Collectors.joining(", "))
                    + " of its values, of a map with a sign of their magnitude, dashed around negative ones.";
        }
        StringBuilder text = new StringBuilder();
        switch (style.heatmap().limits()) {
            case ColorLimits.PerMap each ->
                text.append("The colours of the maps end at the ")
                        .append(Numbers.significant(each.upper(), 4))
                        .append("th percentile of their magnitude where it is not 0")
                        .append(style.sharedScale() ? ", the largest of all maps of one unit" : "");
            case ColorLimits.Fixed fixed ->
                text.append("The colours of the maps go from ")
                        .append(Numbers.significant(fixed.floor(), 3))
                        .append(" to ")
                        .append(Numbers.significant(fixed.ceiling(), 3));
        }
        if (!style.heatmap().showsAll()) {
            text.append("; shown are values from the ")
                    .append(Numbers.significant(style.heatmap().thresholdLow(), 4))
                    .append("th to the ")
                    .append(Numbers.significant(style.heatmap().thresholdHigh(), 4))
                    .append("th percentile of each map");
        }
        return text.append('.').toString();
    }

    /** {@code (b) Vanilla Gradient [∂S/∂x]; (c) SmoothGrad [∂S/∂x]: samples 25, noise 0.15 of the range ...}. */
    private static String methods(PanelContent content, Panel panel) {
        List<String> parts = new ArrayList<>();
        for (Tile tile : panel.tiles()) {
            String title = tile.title() + (content.pairs() ? ", " + tile.second() : "");
            String options = panel.caption().stream()
                    .filter(paragraph -> title.endsWith(") " + paragraph.name()) || title.equals(paragraph.name()))
                    .map(paragraph ->
                            ": " + paragraph.text().replaceFirst("\\.$", "").replace("; ", ", "))
                    .findFirst()
                    .orElse("");
            String unit = tile.overlay().map(Tile.Overlay::unit).orElse("");
            parts.add(title + (unit.isEmpty() ? "" : " [" + unit + "]") + options);
        }
        return String.join("; ", parts) + ".";
    }
}
