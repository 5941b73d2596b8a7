package org.lobescope.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lobescope.figure.ColorLimits;
import org.lobescope.figure.ColorMap;
import org.lobescope.figure.ColorMaps;
import org.lobescope.figure.Contours;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Stretch;
import org.lobescope.session.Session.Display;

/** How image and maps are drawn, as JSON. */
final class DisplayJson {
    private static final double ANY = Double.MAX_VALUE;

    private DisplayJson() {}

    static Map<String, Object> write(Display display) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("image", image(display.image()));
        json.put("maps", maps(display.maps()));
        json.put("shared_scale", display.sharedScale());
        json.put("overlay", display.overlay());
        json.put("contours", display.contours());
        json.put("contour_levels_sigma", display.contourLevels());
        return json;
    }

    static Display read(Fields json) {
        return new Display(
                image(json.object("image")),
                maps(json.object("maps")),
                json.flag("shared_scale", false),
                json.flag("overlay", true),
                json.flag("contours", false),
                json.numbers("contour_levels_sigma")
                        .orElseGet(() -> Arrays.stream(Contours.usual()).boxed().toList()));
    }

    private static Map<String, Object> image(ImageStyle style) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interval", interval(style.interval()));
        json.put("stretch", stretch(style.stretch()));
        json.put("colors", style.colorMap().id());
        json.put("inverted", style.inverted());
        json.put("blank_argb", String.format(java.util.Locale.ROOT, "%08x", style.blank()));
        return json;
    }

    private static ImageStyle image(Fields json) {
        ImageStyle usual = ImageStyle.DEFAULT;
        return new ImageStyle(
                json.maybe("interval").map(DisplayJson::interval).orElse(usual.interval()),
                json.maybe("stretch").map(DisplayJson::stretch).orElse(usual.stretch()),
                colors(json, "colors", ColorMaps.sequential()).orElse(usual.colorMap()),
                json.flag("inverted", usual.inverted()),
                json.choice("blank_argb", DisplayJson::argb, "eight hexadecimal digits")
                        .orElse(usual.blank()));
    }

    private static Optional<Integer> argb(String word) {
        return word.matches("[0-9a-fA-F]{8}") ? Optional.of(Integer.parseUnsignedInt(word, 16)) : Optional.empty();
    }

    private static Optional<ColorMap> colors(Fields json, String field, List<ColorMap> maps) {
        return json.choice(
                field,
                word -> maps.stream().filter(map -> map.id().equals(word)).findFirst(),
                maps.stream().map(ColorMap::id).collect(Collectors.joining(", ")));
    }

    private static Map<String, Object> interval(Interval interval) {
        return switch (interval) {
            case Interval.MinMax _ -> object("kind", "min_max");
            case Interval.Percentile p -> object("kind", "percentile", "lower", p.lower(), "upper", p.upper());
            case Interval.Zscale _ -> object("kind", "zscale");
            case Interval.Sigma s -> object("kind", "sigma", "below", s.below(), "above", s.above());
            case Interval.Manual m -> object("kind", "manual", "low", m.low(), "high", m.high());
        };
    }

    private static Interval interval(Fields json) {
        String kinds = "min_max, percentile, zscale, sigma, manual";
        return json.choice(
                        "kind",
                        kind -> switch (kind) {
                            case "min_max" -> Optional.of(new Interval.MinMax());
                            case "percentile" -> {
                                double lower = json.number("lower", 0, 0, 100);
                                yield Optional.of(
                                        new Interval.Percentile(lower, json.number("upper", 100, lower, 100)));
                            }
                            case "zscale" -> Optional.of(new Interval.Zscale());
                            case "sigma" -> {
                                double below = json.number("below", 3, -ANY, ANY);
                                yield Optional.of(new Interval.Sigma(below, json.number("above", 20, -below, ANY)));
                            }
                            case "manual" -> {
                                double low = json.number("low", 0, -ANY, ANY);
                                yield Optional.of(new Interval.Manual(low, json.number("high", low, low, ANY)));
                            }
                            default -> Optional.<Interval>empty();
                        },
                        kinds)
                .orElse(ImageStyle.DEFAULT.interval());
    }

    private static Map<String, Object> stretch(Stretch stretch) {
        return switch (stretch) {
            case Stretch.Linear _ -> object("kind", "linear");
            case Stretch.Log log -> object("kind", "log", "a", log.a());
            case Stretch.Sqrt _ -> object("kind", "sqrt");
            case Stretch.Asinh asinh -> object("kind", "asinh", "a", asinh.a());
            case Stretch.Power power -> object("kind", "power", "a", power.a());
        };
    }

    private static Stretch stretch(Fields json) {
        return json.choice(
                        "kind",
                        kind -> switch (kind) {
                            case "linear" -> Optional.of(new Stretch.Linear());
                            case "log" -> Optional.of(new Stretch.Log(parameter(json, 1000)));
                            case "sqrt" -> Optional.of(new Stretch.Sqrt());
                            case "asinh" -> Optional.of(new Stretch.Asinh(parameter(json, 0.1)));
                            case "power" -> Optional.of(new Stretch.Power(parameter(json, 0.5)));
                            default -> Optional.<Stretch>empty();
                        },
                        "linear, log, sqrt, asinh, power")
                .orElse(ImageStyle.DEFAULT.stretch());
    }

    private static double parameter(Fields json, double usual) {
        return json.number("a", usual, Double.MIN_NORMAL, ANY);
    }

    private static Map<String, Object> maps(HeatmapStyle style) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequential", style.sequential().id());
        json.put("diverging", style.diverging().id());
        json.put("inverted", style.inverted());
        json.put(
                "limits",
                switch (style.limits()) {
                    case ColorLimits.PerMap each ->
                        object("kind", "per_map", "lower", each.lower(), "upper", each.upper());
                    case ColorLimits.Fixed f -> object("kind", "fixed", "floor", f.floor(), "ceiling", f.ceiling());
                });
        json.put("threshold_low_percent", style.thresholdLow());
        json.put("threshold_high_percent", style.thresholdHigh());
        json.put("outlined", style.outlined());
        json.put("opacity", style.opacity());
        json.put("fading", style.fading());
        return json;
    }

    private static HeatmapStyle maps(Fields json) {
        HeatmapStyle usual = HeatmapStyle.DEFAULT;
        double low = json.number("threshold_low_percent", usual.thresholdLow(), 0, 100);
        return new HeatmapStyle(
                colors(json, "sequential", ColorMaps.sequential()).orElse(usual.sequential()),
                colors(json, "diverging", ColorMaps.diverging()).orElse(usual.diverging()),
                json.flag("inverted", usual.inverted()),
                json.maybe("limits").map(DisplayJson::limits).orElse(usual.limits()),
                low,
                json.number("threshold_high_percent", usual.thresholdHigh(), low, 100),
                json.flag("outlined", usual.outlined()),
                json.number("opacity", usual.opacity(), 0, 1),
                json.flag("fading", usual.fading()));
    }

    private static ColorLimits limits(Fields json) {
        return json.choice(
                        "kind",
                        kind -> switch (kind) {
                            case "per_map" -> {
                                double lower = json.number("lower", 0, 0, 100);
                                yield Optional.of(new ColorLimits.PerMap(lower, json.number("upper", 99, lower, 100)));
                            }
                            case "fixed" -> {
                                double floor = json.number("floor", 0, -ANY, ANY);
                                yield Optional.of(
                                        new ColorLimits.Fixed(floor, json.number("ceiling", floor, floor, ANY)));
                            }
                            default -> Optional.<ColorLimits>empty();
                        },
                        "per_map, fixed")
                .orElse(HeatmapStyle.DEFAULT.limits());
    }

    /** Names and values by turns. */
    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return json;
    }
}
