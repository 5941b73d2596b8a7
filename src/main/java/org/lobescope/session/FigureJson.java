package org.lobescope.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.Cosmology;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.FigureOptions.Axes;
import org.lobescope.figure.FigureOptions.ColorBars;
import org.lobescope.figure.FontFamily;
import org.lobescope.figure.Paper;

/** How a figure is made up, as JSON. */
final class FigureJson {
    private FigureJson() {}

    static Map<String, Object> write(FigureOptions options) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tiles", options.tiles().stream().map(MethodId::id).toList());
        json.put("source", options.source());
        json.put("words", options.words());
        json.put("letters", options.letters());
        json.put("columns", options.columns());
        json.put("width_mm", options.width());
        json.put("font", options.font().id());
        json.put("font_size_pt", options.fontSize());
        json.put("paper", options.paper().id());
        json.put("color_bars", options.colorBars().id());
        json.put("axes", options.axes().id());
        json.put("beam", options.beam());
        json.put("scale_bar", options.scaleBar());
        if (options.redshift() > 0) {
            json.put("redshift", options.redshift());
        }
        if (!options.mapContours().isEmpty()) {
            json.put("map_contours_percentiles", options.mapContours());
        }
        json.put("dpi", options.dpi());
        return json;
    }

    static FigureOptions read(Fields json) {
        FigureOptions usual = FigureOptions.OVERVIEW;
        List<MethodId> tiles = new ArrayList<>();
        for (JsonElement each : json.list("tiles").orElse(List.of())) {
            tiles.add(Optional.of(each)
                    .filter(value -> value instanceof JsonPrimitive p && p.isString())
                    .flatMap(value -> MethodId.of(value.getAsString()))
                    .orElseThrow(() -> json.wrong(
                            "tiles",
                            each,
                            "a list of "
                                    + Arrays.stream(MethodId.values())
                                            .map(MethodId::id)
                                            .collect(Collectors.joining(", ")))));
        }
        return new FigureOptions(
                tiles,
                json.flag("source", usual.source()),
                json.flag("words", usual.words()),
                json.flag("letters", usual.letters()),
                json.whole("columns", 0, 100).orElse(usual.columns()),
                json.number("width_mm", usual.width(), FigureOptions.NARROWEST, FigureOptions.WIDEST),
                json.number("font_size_pt", usual.fontSize(), 3, 36),
                choice(json, "font", FontFamily.values(), FontFamily::id, usual.font()),
                choice(json, "paper", Paper.values(), Paper::id, usual.paper()),
                choice(json, "color_bars", ColorBars.values(), ColorBars::id, usual.colorBars()),
                choice(json, "axes", Axes.values(), Axes::id, usual.axes()),
                json.flag("beam", usual.beam()),
                json.flag("scale_bar", usual.scaleBar()),
                json.number("redshift", usual.redshift(), 0, Cosmology.FARTHEST),
                mapContours(json),
                json.number("dpi", usual.dpi(), 30, FigureOptions.MOST_DPI));
    }

    private static List<Double> mapContours(Fields json) {
        List<Double> percentiles = json.numbers("map_contours_percentiles").orElse(List.of());
        for (double percent : percentiles) {
            if (!(percent > 0 && percent < 100)) {
                throw json.wrong(
                        "map_contours_percentiles", new JsonPrimitive(percent), "a list of numbers between 0 and 100");
            }
        }
        return percentiles;
    }

    private static <T> T choice(Fields json, String field, T[] all, Function<T, String> id, T otherwise) {
        return json.choice(
                        field,
                        word -> Arrays.stream(all)
                                .filter(each -> id.apply(each).equals(word))
                                .findFirst(),
                        Arrays.stream(all).map(id).collect(Collectors.joining(", ")))
                .orElse(otherwise);
    }
}
