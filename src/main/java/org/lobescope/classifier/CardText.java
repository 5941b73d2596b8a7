package org.lobescope.classifier;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.lobescope.classifier.ModelCard.Input;

/** A model card as the JSON text that {@link ModelCards} reads; what the card leaves open is left out. */
final class CardText {
    private CardText() {}

    static String of(ModelCard card) {
        JsonObject json = new JsonObject();
        text(json, "name", card.name());
        text(json, "description", card.description());
        if (!card.classes().isEmpty()) {
            JsonArray classes = new JsonArray();
            card.classes().forEach(classes::add);
            json.add("classes", classes);
        }
        if (!card.input().equals(Input.ANY)) {
            json.add("input", input(card.input()));
        }
        text(json, "output", card.output());
        json.add("preprocessing", preprocessing(card.preprocessing()));
        card.defaultCamLayer().ifPresent(layer -> text(json, "default_cam_layer", layer));
        text(json, "training_data", card.training().data());
        card.training().pixelScale().ifPresent(scale -> json.addProperty("pixel_scale_arcsec", scale));
        card.test().accuracy().ifPresent(accuracy -> json.addProperty("test_accuracy", accuracy));
        text(json, "test_data", card.test().data());
        text(json, "licence", card.licence());
        text(json, "citation", card.citation());
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    private static void text(JsonObject json, String field, String value) {
        if (!value.isEmpty()) {
            json.addProperty(field, value);
        }
    }

    private static JsonArray input(Input input) {
        JsonArray axes = new JsonArray();
        axis(axes, input.channels(), "channels");
        axis(axes, input.height(), "height");
        axis(axes, input.width(), "width");
        return axes;
    }

    private static void axis(JsonArray axes, int length, String name) {
        axes.add(length > 0 ? new JsonPrimitive(length) : new JsonPrimitive(name));
    }

    private static JsonObject preprocessing(Preprocessing recipe) {
        JsonObject json = new JsonObject();
        recipe.clip().ifPresent(clip -> {
            json.addProperty("clip_sigma", clip.sigma());
            json.addProperty("clip_rounds", clip.rounds());
        });
        json.addProperty("circle", recipe.circle());
        json.addProperty("scaling", recipe.scaling().id());
        json.add("mean", numbers(recipe.mean()));
        json.add("std", numbers(recipe.deviation()));
        return json;
    }

    private static JsonElement numbers(float[] values) {
        if (values.length == 1) {
            return number(values[0]);
        }
        JsonArray all = new JsonArray();
        for (float value : values) {
            all.add(number(value));
        }
        return all;
    }

    /** As short as the number is: 0.0031, not 0.003100000089. */
    private static JsonPrimitive number(float value) {
        return new JsonPrimitive(new java.math.BigDecimal(Float.toString(value)));
    }
}
