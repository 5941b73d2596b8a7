package org.lobescope.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.lobescope.Version;
import org.lobescope.classifier.InputStatistics;
import org.lobescope.classifier.ModelCard;
import org.lobescope.classifier.Preprocessing;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torch.TorchEngine;

/**
 * The model card of a training: what every card says, and under {@code training} all that is needed to do it again.
 *
 * @param job what was to be done
 * @param data what was learnt from
 * @param state at the end
 * @param camLayer that class activation maps look at first; empty: the last one
 * @param temperature that the logits were divided by
 * @param validation figures on the validation images
 * @param test figures on the test images, where they were looked at
 */
record TrainingCard(
        TrainingJob job,
        TrainingData data,
        TrainingState state,
        Optional<String> camLayer,
        double temperature,
        Figures validation,
        Optional<Figures> test) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * How well it does on some images.
     *
     * @param images how many
     * @param accuracy 0 to 1
     * @param loss cross-entropy at the temperature
     * @param wrong names of the images that it tells wrongly
     */
    record Figures(int images, double accuracy, double loss, List<String> wrong) {}

    /** The card by which images are read before there is anything to say about the network. */
    static ModelCard reading(String name, List<String> classes, Preprocessing preprocessing, ImageShape shape) {
        return new ModelCard(
                name,
                "",
                classes,
                new ModelCard.Input(shape.channels(), shape.height(), shape.width()),
                "logits",
                preprocessing,
                Optional.empty(),
                new ModelCard.Training("", OptionalDouble.empty()),
                ModelCard.Test.UNKNOWN,
                "",
                "",
                List.of());
    }

    /** A card as text. */
    static String text(Object card) {
        return GSON.toJson(card) + "\n";
    }

    /** What a card tells of its training, if it is the training that is meant. */
    static Optional<TrainingJob.Outcome> outcome(String text, String job) {
        try {
            JsonObject training = JsonParser.parseString(text).getAsJsonObject().getAsJsonObject("training");
            if (!training.get("job").getAsString().equals(job)) {
                return Optional.empty();
            }
            Figures validation = GSON.fromJson(training.get("validation"), Figures.class);
            Figures test = GSON.fromJson(training.get("test"), Figures.class);
            return Optional.of(new TrainingJob.Outcome(
                    text,
                    validation.loss(),
                    validation.accuracy(),
                    test == null ? OptionalDouble.empty() : OptionalDouble.of(test.accuracy())));
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            // Another card, or none: the training is done anew.
            return Optional.empty();
        }
    }

    String json() {
        Map<String, Object> card = new LinkedHashMap<>();
        TrainingJob.Facts facts = job.facts();
        ImageShape shape = job.shape();
        card.put("name", facts.name());
        card.put("description", "A " + job.options().architecture().description() + ".");
        card.put("classes", data.classes());
        card.put("input", List.of(shape.channels(), shape.height(), shape.width()));
        card.put("output", "logits");
        card.put("preprocessing", preprocessing());
        camLayer.ifPresent(layer -> card.put("default_cam_layer", layer));
        card.put("training_data", facts.data());
        facts.pixelScale().ifPresent(scale -> card.put("pixel_scale_arcsec", scale));
        facts.beam().ifPresent(beam -> card.put("beam_arcsec", beam));
        card.put("input_statistics", inputStatistics());
        test.ifPresent(figures -> {
            card.put("test_accuracy", figures.accuracy());
            card.put("test_data", "the " + figures.images() + " test images of the same data");
        });
        card.put("licence", facts.licence());
        card.put("citation", facts.citation());
        card.put("training", training());
        return text(card);
    }

    private Map<String, Object> inputStatistics() {
        InputStatistics.Range range = InputStatistics.Range.of(Stream.concat(
                        data.training().stream(), data.validation().stream())
                .map(image -> InputStatistics.of(image.grey(), job.shape().width()))
                .toList());
        Map<String, Object> json = new LinkedHashMap<>();
        for (int n = 0; n < InputStatistics.NAMES.size(); n++) {
            json.put(
                    InputStatistics.NAMES.get(n),
                    List.of(range.low().get(n), range.high().get(n)));
        }
        return json;
    }

    private Map<String, Object> preprocessing() {
        Preprocessing recipe = job.preprocessing();
        Map<String, Object> json = new LinkedHashMap<>();
        recipe.clip().ifPresent(clip -> {
            json.put("clip_sigma", clip.sigma());
            json.put("clip_rounds", clip.rounds());
        });
        json.put("circle", recipe.circle());
        json.put("scaling", recipe.scaling().id());
        json.put("mean", recipe.mean());
        json.put("std", recipe.deviation());
        return json;
    }

    private Map<String, Object> training() {
        TrainingOptions options = job.options();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", job.facts().command());
        json.put("architecture", options.architecture().id());
        json.put("seed", options.seed());
        json.put("split_seed", options.splitSeed());
        json.put("images_hash", data.hash());
        json.put("job", Checkpoint.job(options, data.hash()));
        json.put("training_images", data.training().size());
        json.put("validation_images", data.validation().size());
        json.put("epochs", state.epochs().size());
        json.put("best_epoch", state.bestEpoch());
        json.put("batch", options.batch());
        json.put("rate", options.rate());
        json.put("weight_decay", options.decay());
        json.put("label_smoothing", options.smoothing());
        json.put("dropout", options.dropout());
        json.put("weight_average", options.average());
        json.put("patience", options.patience());
        json.put("augmentation", options.augmentation());
        json.put("balanced", options.balanced());
        json.put("temperature", temperature);
        json.put("validation", validation);
        test.ifPresent(figures -> json.put("test", figures));
        json.put("arithmetic", job.facts().arithmetic());
        json.put("lobescope", Version.CURRENT.program());
        json.put("djl", Version.CURRENT.djl());
        TorchEngine engine = TorchEngine.start();
        json.put("pytorch", engine.version());
        json.put("curves", state.epochs());
        return json;
    }
}
