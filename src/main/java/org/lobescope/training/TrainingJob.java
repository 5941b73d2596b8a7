package org.lobescope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.classifier.Preprocessing;
import org.lobescope.network.Device;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.OnnxWriter;
import org.lobescope.network.torch.TorchTraining;

/**
 * One training from labelled images to a network file with its card. Beside the file lies a checkpoint while it runs;
 * started again, it goes on from there and ends with the same network.
 *
 * @param images all with their classes; those of the test split are only looked at when all is done
 * @param more images that are only trained on
 * @param options how
 * @param preprocessing from an image to the input
 * @param shape of the input
 * @param facts for the card
 * @param model the ONNX file to be; card and checkpoint get the same name with other endings
 * @param device to train on
 */
public record TrainingJob(
        LabelledImages images,
        List<Further> more,
        TrainingOptions options,
        Preprocessing preprocessing,
        ImageShape shape,
        Facts facts,
        Path model,
        Device device) {
    /** Half the square root of the grey levels of MiraBest, which is 0.055 on average: inputs of order 1. */
    private static final float ROOT_DEVIATION = 0.1f;

    /**
     * Further images.
     *
     * @param weight in the loss, compared with 1
     */
    public record Further(LabelledImages images, double weight) {}

    /**
     * What the card says beside the numbers.
     *
     * @param name of the classifier
     * @param data what it learnt from
     * @param pixelScale arcsec
     * @param beam full width at half maximum, arcsec
     * @param licence of the weights
     * @param citation what to cite
     * @param command the command line that makes it again
     * @param arithmetic what it is computed with, as far as the last digits depend on it
     * @param tested whether the test images may be looked at, at the end
     */
    public record Facts(
            String name,
            String data,
            OptionalDouble pixelScale,
            OptionalDouble beam,
            String licence,
            String citation,
            String command,
            String arithmetic,
            boolean tested) {}

    /** Told while it runs. */
    public interface Listener {
        /** Images are loaded. */
        void loaded(int training, int validation, int epochsBefore);

        /** A step is done. */
        void step(int epoch, int step, int steps);

        /** An epoch is over and on the disk. */
        void epoch(List<EpochResult> epochs, int best);

        /** Whether to stop here, asked after every step; the checkpoint of the last epoch stays. */
        boolean cancelled();
    }

    /**
     * What came of it.
     *
     * @param card the card's content, for people to look at
     * @param validationLoss after calibration
     * @param validationAccuracy 0 to 1
     * @param testAccuracy 0 to 1, where test images were looked at
     */
    public record Outcome(String card, double validationLoss, double validationAccuracy, OptionalDouble testAccuracy) {}

    /** The recipe of MiraBest with the square root of the grey levels, scaled to order 1. */
    public static Preprocessing usualPreprocessing() {
        Preprocessing recipe = Preprocessing.miraBest(0, ROOT_DEVIATION);
        return new Preprocessing(
                recipe.clip(),
                recipe.circle(),
                Preprocessing.Scaling.MIN_MAX_8_BIT_ROOT,
                recipe.mean(),
                recipe.deviation());
    }

    /**
     * Trains, and writes network and card.
     *
     * @return empty when it was cancelled
     * @throws Problem when the images cannot be used, the loss is no number any more, or a file cannot be written
     */
    public Optional<Outcome> run(Listener listener) {
        TrainingData data = data();
        Checkpoint checkpoint = new Checkpoint(beside(".checkpoint"), Checkpoint.job(options, data.hash()));
        try (TorchTraining engine = new TorchTraining(device)) {
            TrainingRun run = new TrainingRun(engine, options, data, new InputScale(preprocessing, shape));
            if (checkpoint.exists()) {
                checkpoint.load(run.state());
            }
            listener.loaded(
                    data.training().size(),
                    data.validation().size(),
                    run.state().epochs().size());
            boolean[] stopped = {false};
            run.run(new TrainingRun.Listener() {
                @Override
                public boolean step(int epoch, int step, int steps) {
                    listener.step(epoch, step, steps);
                    stopped[0] = listener.cancelled();
                    return !stopped[0];
                }

                @Override
                public boolean epoch(TrainingState state) {
                    checkpoint.save(state);
                    listener.epoch(List.copyOf(state.epochs()), state.bestEpoch());
                    stopped[0] = listener.cancelled();
                    return !stopped[0];
                }
            });
            if (stopped[0]) {
                return Optional.empty();
            }
            Outcome outcome = finish(engine, run, data);
            remove(checkpoint.file());
            return Optional.of(outcome);
        }
    }

    /** What came of this very training, where it has been done before: same images, same options. */
    Optional<Outcome> finished() {
        Path card = beside(".json");
        if (!Files.exists(card) || !Files.exists(model)) {
            return Optional.empty();
        }
        return TrainingCard.outcome(SeedSeries.text(card), Checkpoint.job(options, data().hash()));
    }

    private TrainingData data() {
        TrainingData data = loader().load(
                        images,
                        more.stream()
                                .map(f -> new ImageLoader.More(f.images, f.weight))
                                .toList(),
                        options.validation(),
                        options.splitSeed());
        return options.balanced() ? data.balanced() : data;
    }

    private Outcome finish(TorchTraining engine, TrainingRun run, TrainingData data) {
        Map<String, Tensor> best = run.state().best();
        float[][] logits = run.logits(best, data.validation());
        int[] labels = TrainingRun.labels(data.validation());
        double temperature = Temperature.of(logits, labels);
        TrainingCard.Figures validation = figures(data.validation(), logits, temperature);
        Optional<TrainingCard.Figures> test = test(run, best, data, temperature);
        Program program = TrainedModel.of(engine, run.applied(1), best, temperature);
        Optional<String> camLayer = TrainedModel.camLayer(program);
        String card = new TrainingCard(this, data, run.state(), camLayer, temperature, validation, test).json();
        OnnxWriter.write(model, facts.name, program);
        WholeFile.write(beside(".json"), part -> Files.writeString(part, card));
        return new Outcome(
                card,
                validation.loss(),
                validation.accuracy(),
                test.isPresent() ? OptionalDouble.of(test.get().accuracy()) : OptionalDouble.empty());
    }

    private Optional<TrainingCard.Figures> test(
            TrainingRun run, Map<String, Tensor> parameters, TrainingData data, double temperature) {
        List<LabelledImage> held = images.split(LabelledImage.TEST);
        if (!facts.tested || held.isEmpty()) {
            return Optional.empty();
        }
        List<TrainingData.Example> examples = loader().examples(new LabelledImages(data.classes(), held));
        return Optional.of(figures(examples, run.logits(parameters, examples), temperature));
    }

    private static TrainingCard.Figures figures(
            List<TrainingData.Example> examples, float[][] logits, double temperature) {
        int[] labels = TrainingRun.labels(examples);
        return new TrainingCard.Figures(
                examples.size(),
                TrainingRun.accuracy(logits, labels),
                Temperature.loss(logits, labels, temperature),
                TrainedModel.wrong(examples, logits));
    }

    private ImageLoader loader() {
        return new ImageLoader(TrainingCard.reading(facts.name, images.classes(), preprocessing, shape), shape);
    }

    /** The file of the same name with another ending. */
    Path beside(String ending) {
        String name = String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
        return model.resolveSibling(name + ending);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Problem("The checkpoint " + file + " could not be removed; remove it yourself.", e);
        }
    }
}
