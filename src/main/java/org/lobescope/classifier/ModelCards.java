package org.lobescope.classifier;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lobescope.Problem;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;

/** Model cards as JSON files (docs/model-card.md), and whether a card fits its network. */
public final class ModelCards {
    private static final int BATCH_AND_IMAGE = 4;
    private static final int LAYERS_NAMED = 6;

    private ModelCards() {}

    /**
     * Reads a card.
     *
     * @throws Problem that names the field which is wrong
     */
    public static ModelCard read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Problem("The model card " + file + " cannot be read; check that it exists and is UTF-8 text.", e);
        }
        return parse(text, String.valueOf(file.getFileName()));
    }

    /**
     * Reads a card from its text.
     *
     * @param card the file's name, for messages
     */
    static ModelCard parse(String text, String card) {
        JsonObject json = json(text, card);
        CardFields fields = new CardFields(card, "", json);
        List<String> doubts = new ArrayList<>();
        Preprocessing preprocessing = preprocessing(fields, doubts);
        return new ModelCard(
                fields.text("name").orElse(card.replaceFirst("\\.json$", "")),
                fields.text("description").orElse(""),
                fields.texts("classes").orElse(List.of()),
                input(fields),
                fields.text("output").orElse("logits"),
                preprocessing,
                fields.text("default_cam_layer"),
                new ModelCard.Training(
                        fields.text("training_data").orElse(""),
                        width(fields, "pixel_scale_arcsec"),
                        width(fields, "beam_arcsec"),
                        fields.object("input_statistics").map(ModelCards::inputs)),
                new ModelCard.Test(accuracy(fields), fields.text("test_data").orElse("")),
                fields.text("licence").or(() -> fields.text("license")).orElse(""),
                fields.text("citation").orElse(""),
                doubts);
    }

    private static JsonObject json(String text, String card) {
        try {
            JsonElement json = JsonParser.parseString(text);
            if (json instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            String where = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*( at line \\d+ column \\d+).*$", "$1");
            throw new Problem(
                    "The model card " + card + " is no JSON"
                            + (where.startsWith(" at line") ? ": it breaks off" + where : "") + "; correct it there.",
                    e);
        }
        throw new Problem("The model card " + card + " holds no JSON object in braces; see docs/model-card.md.");
    }

    private static ModelCard.Input input(CardFields fields) {
        Optional<List<JsonElement>> axes = fields.list("input");
        if (axes.isEmpty()) {
            return ModelCard.Input.ANY;
        }
        List<JsonElement> shape = axes.get();
        if (shape.size() == BATCH_AND_IMAGE) {
            shape = shape.subList(1, BATCH_AND_IMAGE);
        }
        if (shape.size() != BATCH_AND_IMAGE - 1) {
            throw fields.wrong("input", fields.json().get("input"), "channels, height and width");
        }
        return new ModelCard.Input(axis(fields, shape.get(0)), axis(fields, shape.get(1)), axis(fields, shape.get(2)));
    }

    /** A length, or 0 for a name such as "height": any length. */
    private static int axis(CardFields fields, JsonElement axis) {
        return axis instanceof JsonPrimitive p && p.isString() || axis.isJsonNull()
                ? 0
                : fields.positive("input", axis);
    }

    private static OptionalDouble width(CardFields fields, String field) {
        OptionalDouble width = fields.number(field);
        if (width.isPresent() && width.getAsDouble() <= 0) {
            throw fields.wrong(field, fields.json().get(field), "above 0");
        }
        return width;
    }

    private static InputStatistics.Range inputs(CardFields fields) {
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        for (String name : InputStatistics.NAMES) {
            float[] ends = fields.numbers(name).orElse(new float[0]);
            if (ends.length != 2 || ends[0] > ends[1]) {
                JsonElement value = fields.json().has(name) ? fields.json().get(name) : new JsonPrimitive("nothing");
                throw fields.wrong(name, value, "a list of the smallest and the largest value");
            }
            low.add((double) ends[0]);
            high.add((double) ends[1]);
        }
        return new InputStatistics.Range(low, high);
    }

    private static OptionalDouble accuracy(CardFields fields) {
        OptionalDouble accuracy = fields.number("test_accuracy");
        if (accuracy.isPresent() && !(accuracy.getAsDouble() >= 0 && accuracy.getAsDouble() <= 1)) {
            throw fields.wrong("test_accuracy", fields.json().get("test_accuracy"), "a fraction from 0 to 1");
        }
        return accuracy;
    }

    private static Preprocessing preprocessing(CardFields fields, List<String> doubts) {
        Optional<CardFields> given = fields.object("preprocessing");
        CardFields from = given.orElse(fields);
        float[] mean = from.numbers("mean").or(() -> fields.numbers("mean")).orElse(new float[] {0});
        float[] deviation = from.numbers("std").or(() -> fields.numbers("std")).orElse(new float[] {1});
        for (float value : deviation) {
            if (!(value > 0)) {
                throw from.wrong("std", new JsonPrimitive(value), "above 0");
            }
        }
        if (given.isEmpty()) {
            return guess(fields, mean, deviation, doubts);
        }
        return new Preprocessing(clip(from), from.flag("circle").orElse(false), scaling(from), mean, deviation);
    }

    private static Optional<Preprocessing.Clip> clip(CardFields fields) {
        OptionalDouble sigma = fields.number("clip_sigma");
        if (sigma.isEmpty() || sigma.getAsDouble() == 0) {
            return Optional.empty();
        }
        if (sigma.getAsDouble() < 0) {
            throw fields.wrong("clip_sigma", fields.json().get("clip_sigma"), "0 or above");
        }
        return Optional.of(new Preprocessing.Clip(
                sigma.getAsDouble(), fields.positive("clip_rounds").orElse(5)));
    }

    private static Preprocessing.Scaling scaling(CardFields fields) {
        Optional<String> id = fields.text("scaling");
        if (id.isEmpty()) {
            return Preprocessing.Scaling.MIN_MAX;
        }
        for (Preprocessing.Scaling scaling : Preprocessing.Scaling.values()) {
            if (scaling.id().equals(id.get())) {
                return scaling;
            }
        }
        throw fields.wrong(
                "scaling",
                fields.json().get("scaling"),
                "one of \"min-max-8-bit\", \"min-max-8-bit-root\", \"min-max\", \"none\"");
    }

    /** For cards that tell the normalisation alone. */
    private static Preprocessing guess(CardFields fields, float[] mean, float[] deviation, List<String> doubts) {
        String range = fields.text("pixel_range").orElse("").toLowerCase(Locale.ROOT);
        if (range.contains("8-bit") || range.contains("8 bit")) {
            doubts.add("The model card " + fields.card() + " tells of 8-bit pictures but not how they were made, so the"
                    + " recipe of MiraBest was followed; if that is wrong, add \"preprocessing\" to the card.");
            Preprocessing recipe = Preprocessing.miraBest(0, 1);
            return new Preprocessing(recipe.clip(), recipe.circle(), recipe.scaling(), mean, deviation);
        }
        doubts.add("The model card " + fields.card() + " tells nothing about preprocessing, so pixels were scaled onto"
                + " 0..1 and nothing was clipped; if that is wrong, add \"preprocessing\" to the card.");
        return new Preprocessing(Optional.empty(), false, Preprocessing.Scaling.MIN_MAX, mean, deviation);
    }

    /** The card of a network that has none: numbered classes, grey levels 0..1. */
    static ModelCard none(String file) {
        String name = file.replaceFirst("\\.[^.]+$", "");
        ModelCard plain = new ModelCard(name, List.of());
        return withDoubts(
                plain,
                List.of("The network " + file
                        + " has no model card, so its classes are numbered, pixels are scaled onto"
                        + " 0..1 and nothing is clipped; write " + name + ".json beside it (see docs/model-card.md)."));
    }

    private static ModelCard withDoubts(ModelCard card, List<String> doubts) {
        return with(card, card.classes(), doubts);
    }

    private static ModelCard with(ModelCard card, List<String> classes, List<String> doubts) {
        return new ModelCard(
                card.name(),
                card.description(),
                classes,
                card.input(),
                card.output(),
                card.preprocessing(),
                card.defaultCamLayer(),
                card.training(),
                card.test(),
                card.licence(),
                card.citation(),
                doubts);
    }

    /**
     * The card with numbered classes where it names none.
     *
     * @param file the card's name, for messages
     * @throws Problem where it contradicts its network
     */
    static ModelCard fitting(ModelCard card, String file, Graph graph) {
        String where = "The model card " + file + " contradicts the network " + graph.name() + ": ";
        int classes = Math.max(2, graph.logitCount());
        if (!card.classes().isEmpty() && card.classes().size() != classes) {
            throw new Problem(where + "\"classes\" names " + card.classes().size() + ", but the network tells "
                    + classes + " apart; correct the card.");
        }
        ImageShape shape = graph.input();
        checkAxis(where, "channels", card.input().channels(), shape.channels(), false);
        checkAxis(where, "rows", card.input().height(), shape.height(), graph.resizable());
        checkAxis(where, "columns", card.input().width(), shape.width(), graph.resizable());
        checkChannels(where, "mean", card.preprocessing().mean().length, shape.channels());
        checkChannels(where, "std", card.preprocessing().deviation().length, shape.channels());
        card.defaultCamLayer().ifPresent(name -> checkLayer(where, name, graph));
        return card.classes().isEmpty() ? with(card, numbered(classes), card.doubts()) : card;
    }

    private static void checkAxis(String where, String what, int said, int is, boolean free) {
        if (said != 0 && said != is && !free) {
            throw new Problem(where + "\"input\" tells of " + said + " " + what + ", but the network takes " + is
                    + "; correct the card.");
        }
    }

    private static void checkChannels(String where, String field, int count, int channels) {
        if (count != 1 && count != channels) {
            throw new Problem(where + "\"" + field + "\" has " + count + " numbers, but the network takes " + channels
                    + " channels; give one number, or one per channel.");
        }
    }

    private static void checkLayer(String where, String name, Graph graph) {
        Optional<Layer> layer = graph.layer(name);
        if (layer.isEmpty()) {
            String some = graph.layers().stream()
                    .filter(Layer::spatial)
                    .map(Layer::name)
                    .collect(Collectors.collectingAndThen(Collectors.toList(), ModelCards::last));
            throw new Problem(where + "\"default_cam_layer\" is " + name
                    + ", which the network does not have; choose one" + " of its layers, such as " + some + ".");
        }
        if (!layer.get().spatial()) {
            throw new Problem(where + "\"default_cam_layer\" is " + name
                    + ", which has no map any more (1 x 1 pixel); choose an earlier layer.");
        }
    }

    private static String last(List<String> names) {
        return String.join(", ", names.subList(Math.max(0, names.size() - LAYERS_NAMED), names.size()));
    }

    private static List<String> numbered(int classes) {
        return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    }
}
