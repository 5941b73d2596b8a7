package org.lobescope.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.Note;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;

/** Composes the panel of one image and classifier: the source, the maps, and every word that stands with them. */
public final class PanelFigure {
    private PanelFigure() {}

    /** The panel for a content in a style. */
    public static Panel of(PanelContent all, PanelStyle style) {
        PanelContent content = all.showing(style.figure().tiles());
        ImageLayer image = ImageLayer.of(content.image(), content.prepared().cutOut());
        Optional<Contours> contours =
                style.contours().isEmpty() ? Optional.empty() : Optional.of(contours(content, image, style));
        FigureOptions options = style.figure();
        List<Explanation> explanations = content.explanations();
        List<String> footnotes = footnotes(explanations);
        Map<Group, ColorLimits> shared = style.sharedScale() ? sharedLimits(explanations, style) : Map.of();
        boolean oneLayer = layers(explanations).size() == 1;
        int letter = 0;
        String sourceLetter = options.letters() && options.source() ? letter(letter++) : "";
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < explanations.size(); i++) {
            Explanation explanation = explanations.get(i);
            String mark = options.letters() ? letter(letter++) : "";
            MapUnit unit = MapUnit.of(explanation);
            ColorLimits colorLimits =
                    shared.getOrDefault(Group.of(explanation), style.heatmap().limits());
            HeatmapStyle colors = style.heatmap().withLimits(colorLimits);
            tiles.add(new Tile(
                    mark + explanation.method().id().title(),
                    mark + explanation.method().id().brief(),
                    second(content, i, oneLayer || !options.words()),
                    options.words() ? marks(explanation, footnotes) : "",
                    image,
                    style.image(),
                    Optional.of(new Tile.Overlay(
                            Heatmap.of(explanation),
                            colors,
                            unit.label(explanation.target().kind()),
                            options.mapContours())),
                    contours,
                    false,
                    Optional.empty(),
                    note(explanation)));
        }
        String name = options.words()
                ? content.image().name()
                : content.image().name().replaceFirst("(?i)\\.(fits?|fts|png|jpe?g)(\\.(gz|fz))?$", "");
        Tile source = new Tile(
                sourceLetter + name,
                "",
                "",
                image,
                style.image(),
                Optional.empty(),
                contours,
                options.axes() != FigureOptions.Axes.NONE,
                Optional.empty(),
                "");
        return new Panel(
                source,
                facts(content, image),
                tiles,
                columns(content, options),
                caption(content, oneLayer),
                footnotes,
                "Lobescope " + content.version(),
                content.pairs(),
                options);
    }

    /** What is read second: what tells the map from the other of its pair, else its layer where there are several. */
    private static String second(PanelContent content, int map, boolean oneLayer) {
        if (content.pairs()) {
            return content.side(map);
        }
        return oneLayer
                ? ""
                : content.explanations().get(map).layer().map(Layer::name).orElse("");
    }

    /** {@code (a) }, {@code (b) } ...; after the 26th {@code (aa) }. */
    static String letter(int index) {
        String last = String.valueOf((char) ('a' + index % 26));
        return "(" + (index < 26 ? "" : (char) ('a' + index / 26 - 1)) + last + ") ";
    }

    /** As many columns as are needed for the fewest rows: six maps are 3 and 3, not 5 and 1. */
    private static int columns(PanelContent content, FigureOptions options) {
        if (!options.words()) {
            return options.columns();
        }
        int maps = content.explanations().size();
        int most = options.columns();
        if (content.pairs()) {
            return 2
                    * columns(
                            Math.ceilDiv(maps, 2),
                            Math.max(1, (most > 0 ? most : FigureOptions.OVERVIEW.columns()) / 2));
        }
        return columns(maps, most);
    }

    private static int columns(int maps, int most) {
        int rows = Math.max(1, Math.ceilDiv(maps, most > 0 ? most : FigureOptions.OVERVIEW.columns()));
        return Math.max(1, Math.ceilDiv(maps, rows));
    }

    /** Contours of the part that is shown; the noise is that of the whole image, which has more sky. */
    private static Contours contours(PanelContent content, ImageLayer image, PanelStyle style) {
        return Contours.of(
                image.pixels(),
                image.width(),
                image.height(),
                Contours.noise(content.image().pixels()),
                style.contours().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String note(Explanation explanation) {
        boolean empty = explanation.notes().stream().anyMatch(note -> note.caveat() == Note.Caveat.NO_EVIDENCE);
        return empty ? "no evidence: 0 everywhere" : "";
    }

    /** Maps that may share a scale. */
    private record Group(MapUnit unit, Target.Kind score) {
        static Group of(Explanation explanation) {
            return new Group(MapUnit.of(explanation), explanation.target().kind());
        }
    }

    private static Map<Group, ColorLimits> sharedLimits(List<Explanation> explanations, PanelStyle style) {
        ColorLimits.PerMap each =
                style.heatmap().limits() instanceof ColorLimits.PerMap perMap ? perMap : new ColorLimits.PerMap(0, 100);
        Map<Group, ColorLimits> limits = new HashMap<>();
        explanations.stream()
                .collect(Collectors.groupingBy(Group::of, Collectors.mapping(Heatmap::of, Collectors.toList())))
                .forEach((group, maps) -> limits.put(group, ColorLimits.shared(maps, each)));
        return limits;
    }

    private static Panel.Facts facts(PanelContent content, ImageLayer image) {
        double[] probabilities = Target.probabilities(content.logits());
        List<Panel.ClassProbability> classes = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            classes.add(new Panel.ClassProbability(Target.className(content.classes(), i), probabilities[i]));
        }
        classes.sort(
                Comparator.comparingDouble(Panel.ClassProbability::probability).reversed());
        String explained = Target.className(content.classes(), content.target().classIndex());
        List<Panel.Facts.Line> lines = new ArrayList<>();
        lines.add(score(content, content.target()));
        content.explanations().stream()
                .map(Explanation::target)
                .filter(target -> !target.equals(content.target()))
                .distinct()
                .forEach(target -> lines.add(score(content, target)));
        if (content.comparesPresets()) {
            lines.add(new Panel.Facts.Line("Presets", content.side(0) + ", " + content.side(1)));
        } else {
            content.preset()
                    .ifPresent(preset -> lines.add(new Panel.Facts.Line(
                            "Preset",
                            switch (preset) {
                                case REFERENCE -> "Reference";
                                case PAPER -> "Paper (inferred)";
                            })));
        }
        List<Layer> layers = layers(content.explanations());
        if (layers.size() == 1) {
            Layer layer = layers.getFirst();
            lines.add(new Panel.Facts.Line("Layer", layer.name() + ", " + layer.height() + " × " + layer.width()));
        }
        centre(image).ifPresent(position -> lines.add(new Panel.Facts.Line("Centre", position)));
        return new Panel.Facts(content.classifier(), classes, explained, lines);
    }

    private static Panel.Facts.Line score(PanelContent content, Target target) {
        String explained = Target.className(content.classes(), target.classIndex());
        String value = Numbers.significant(target.value(content.logits()), 3);
        return new Panel.Facts.Line(
                "Score " + MapUnit.symbol(target.kind()) + " = " + value,
                switch (target.kind()) {
                    case LOGIT -> "logit of " + explained;
                    case PROBABILITY -> "probability of " + explained;
                    case DIFFERENCE -> "lead of the logit of " + explained;
                });
    }

    private static List<Layer> layers(List<Explanation> explanations) {
        return explanations.stream()
                .flatMap(explanation -> explanation.layer().stream())
                .distinct()
                .toList();
    }

    private static Optional<String> centre(ImageLayer image) {
        return image.wcs().flatMap(wcs -> {
            Optional<SkyPosition> sky =
                    wcs.toSky(new PixelPosition((image.width() - 1) / 2.0, (image.height() - 1) / 2.0));
            return sky.map(position -> {
                Sexagesimal notation = Sexagesimal.longitudeOf(wcs.frame());
                return notation.format(position.longitude(), 1) + " "
                        + Sexagesimal.DEGREES.format(position.latitude(), 0);
            });
        });
    }

    private static List<String> footnotes(List<Explanation> explanations) {
        return explanations.stream()
                .flatMap(explanation -> explanation.notes().stream())
                .map(Note::text)
                .distinct()
                .toList();
    }

    private static String marks(Explanation explanation, List<String> footnotes) {
        return explanation.notes().stream()
                .map(note -> footnotes.indexOf(note.text()) + 1)
                .distinct()
                .sorted()
                .map(number -> Integer.toString(number))
                .collect(Collectors.joining(","));
    }

    private static List<Panel.Paragraph> caption(PanelContent content, boolean oneLayer) {
        List<Panel.Paragraph> caption = new ArrayList<>();
        List<Method> before = new ArrayList<>();
        for (int i = 0; i < content.explanations().size(); i++) {
            Explanation explanation = content.explanations().get(i);
            Method method = explanation.method();
            boolean named = before.contains(method);
            List<String> parts = new ArrayList<>(named ? List.of() : OptionsText.of(method, before));
            if (named && content.comparesPresets() && !method.options().isEmpty()) {
                parts.add("the same options");
            }
            if (!oneLayer) {
                explanation.layer().ifPresent(layer -> parts.addFirst("layer " + layer.name()));
            }
            explanation.completeness().ifPresent(sum -> parts.add(OptionsText.completeness(explanation, sum)));
            if (!parts.isEmpty()) {
                String side = content.pairs() ? ", " + content.side(i) : "";
                caption.add(new Panel.Paragraph(method.id().title() + side, String.join("; ", parts) + "."));
            }
            before.add(method);
        }
        return caption;
    }
}
