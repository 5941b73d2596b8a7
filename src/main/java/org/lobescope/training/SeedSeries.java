package org.lobescope.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.lobescope.Problem;
import org.lobescope.WholeFile;

/**
 * The same training with several seeds; the one with the lowest validation loss is taken, and the card of it tells how
 * all of them did. With one seed it is that training and nothing else.
 *
 * @param seeds in the order of training
 * @param jobs makes the training of a seed, which writes to a file
 */
public record SeedSeries(List<Long> seeds, BiFunction<Long, Path, TrainingJob> jobs) {
    /** What came of a seed. */
    public record Trained(long seed, TrainingJob.Outcome outcome) {}

    /**
     * What came of all.
     *
     * @param chosen by validation loss
     * @param all in the order of training
     */
    public record Result(Path model, Trained chosen, List<Trained> all) {
        /** Mean of the accuracies on the test images, where they were looked at. */
        public OptionalDouble meanTest() {
            return all.stream().allMatch(t -> t.outcome().testAccuracy().isPresent())
                    ? all.stream()
                            .mapToDouble(t -> t.outcome().testAccuracy().getAsDouble())
                            .average()
                    : OptionalDouble.empty();
        }

        /** Their standard deviation (n - 1). */
        public double spreadTest() {
            double mean = meanTest().orElse(0);
            double sum = all.stream()
                    .mapToDouble(t -> Math.pow(t.outcome().testAccuracy().orElse(mean) - mean, 2))
                    .sum();
            return all.size() < 2 ? 0 : Math.sqrt(sum / (all.size() - 1));
        }
    }

    /**
     * Trains what is not trained yet, and writes the chosen network to {@code model}.
     *
     * @return empty when it was cancelled
     */
    public Optional<Result> run(Path model, TrainingJob.Listener listener) {
        if (seeds.size() == 1) {
            return jobs.apply(seeds.getFirst(), model).run(listener).map(outcome -> {
                Trained only = new Trained(seeds.getFirst(), outcome);
                return new Result(model, only, List.of(only));
            });
        }
        List<Trained> all = new ArrayList<>();
        for (long seed : seeds) {
            TrainingJob job = jobs.apply(seed, ofSeed(model, seed, ".onnx"));
            Optional<TrainingJob.Outcome> outcome = job.finished().or(() -> job.run(listener));
            if (outcome.isEmpty()) {
                return Optional.empty();
            }
            all.add(new Trained(seed, outcome.get()));
        }
        Trained chosen = all.stream()
                .min(Comparator.comparingDouble(t -> t.outcome().validationLoss()))
                .orElseThrow();
        Result result = new Result(model, chosen, all);
        String command = jobs.apply(chosen.seed, model).facts().command();
        WholeFile.write(model, part -> Files.copy(ofSeed(model, chosen.seed, ".onnx"), part));
        WholeFile.write(ofSeed(model, -1, ".json"), part -> Files.writeString(part, card(result, command)));
        return Optional.of(result);
    }

    private static String card(Result result, String command) {
        JsonObject card = JsonParser.parseString(result.chosen.outcome.card()).getAsJsonObject();
        // A network that was trained before may have been asked for with another number of seeds.
        card.getAsJsonObject("training").addProperty("command", command);
        JsonArray rows = new JsonArray();
        for (Trained trained : result.all) {
            JsonObject row = new JsonObject();
            row.addProperty("seed", trained.seed);
            row.addProperty("validation_loss", trained.outcome.validationLoss());
            row.addProperty("validation_accuracy", trained.outcome.validationAccuracy());
            trained.outcome.testAccuracy().ifPresent(accuracy -> row.addProperty("test_accuracy", accuracy));
            rows.add(row);
        }
        card.getAsJsonObject("training").add("seeds", rows);
        result.meanTest().ifPresent(mean -> {
            card.getAsJsonObject("training").addProperty("test_accuracy_mean", mean);
            card.getAsJsonObject("training").addProperty("test_accuracy_spread", result.spreadTest());
        });
        return TrainingCard.text(card);
    }

    /** The file of a seed; -1 stands for the chosen one. */
    private static Path ofSeed(Path model, long seed, String ending) {
        String name = String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
        return model.resolveSibling(name + (seed < 0 ? "" : "-seed" + seed) + ending);
    }

    /** Reads a file that may have been removed meanwhile. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Problem(file + " cannot be read; check the disk.", e);
        }
    }
}
