package org.lobescope.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problems;
import org.lobescope.WholeFile;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.network.Device;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.sky.ImageReader;

class TrainingJobTest {
    @TempDir
    private Path folder = Path.of("");

    /** Cancels after some epochs, and keeps what it was told. */
    private static final class Watcher implements TrainingJob.Listener {
        private final List<EpochResult> epochs = new ArrayList<>();
        private final int stopAfter;
        private int before = -1;

        Watcher(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void loaded(int training, int validation, int epochsBefore) {
            before = epochsBefore;
        }

        @Override
        public void step(int epoch, int step, int steps) {}

        @Override
        public void epoch(List<EpochResult> results, int best) {
            epochs.add(results.getLast());
        }

        @Override
        public boolean cancelled() {
            return stopAfter >= 0 && epochs.size() >= stopAfter;
        }
    }

    @Test
    void learnsToTellSourcesApartAndExplainsItself() throws IOException {
        ToySources.write(folder.resolve("data"), 160, 1);
        Watcher watcher = new Watcher(-1);
        Path model = folder.resolve("toy.onnx");
        TrainingJob.Outcome outcome = job(model, 12, 0.02).run(watcher).orElseThrow();
        assertTrue(outcome.validationAccuracy() > 0.9, outcome.toString());
        assertTrue(watcher.epochs.getLast().trainingLoss()
                < watcher.epochs.getFirst().trainingLoss());
        assertFalse(Files.exists(folder.resolve("toy.checkpoint")));

        Classifier classifier = new ClassifierLibrary(folder).load(model.toString());
        assertEquals(List.of("FRI", "FRII"), classifier.card().classes());
        ToySources.write(folder.resolve("new"), 40, 2);
        LabelledImages unseen = LabelledImages.read(folder.resolve("new"), null, "", Where.ALL);
        int right = 0;
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            for (LabelledImage image : unseen.images()) {
                float[] logits = network.logits(classifier
                        .prepare(ImageReader.read(image.file()))
                        .x())[0];
                right += (logits[1] > logits[0] ? 1 : 0) == unseen.index(image) ? 1 : 0;
            }
        }
        assertTrue(right > 36, right + " of 40 new sources are told rightly");
    }

    @Test
    void goesOnAfterAnInterruptionAsIfNothingHadHappened() throws IOException {
        ToySources.write(folder.resolve("data"), 48, 3);
        assertTrue(
                job(folder.resolve("whole.onnx"), 4, 0.01).run(new Watcher(-1)).isPresent());
        TrainingJob interrupted = job(folder.resolve("parts.onnx"), 4, 0.01);
        assertTrue(interrupted.run(new Watcher(2)).isEmpty());
        assertTrue(Files.exists(folder.resolve("parts.checkpoint")));
        Watcher second = new Watcher(-1);
        assertTrue(interrupted.run(second).isPresent());
        assertEquals(2, second.before);
        assertEquals(2, second.epochs.size());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.onnx")), Files.readAllBytes(folder.resolve("parts.onnx")));
        assertEquals(Files.readString(folder.resolve("whole.json")), Files.readString(folder.resolve("parts.json")));
    }

    @Test
    void refusesACheckpointThatIsNotItsOwn() throws IOException {
        ToySources.write(folder.resolve("data"), 24, 3);
        Path model = folder.resolve("net.onnx");
        job(model, 4, 0.01).run(new Watcher(1));
        byte[] good = Files.readAllBytes(folder.resolve("net.checkpoint"));
        String other = Problems.sentence(() -> job(model, 5, 0.01).run(new Watcher(-1)));
        assertTrue(other.contains("other images or options"), other);
        byte[] bad = good.clone();
        bad[bad.length - 3] ^= 1;
        Files.write(folder.resolve("net.checkpoint"), bad);
        String damaged = Problems.sentence(() -> job(model, 4, 0.01).run(new Watcher(-1)));
        assertTrue(damaged.contains("is damaged"), damaged);
        Files.write(folder.resolve("net.checkpoint"), Arrays.copyOf(good, good.length / 2));
        damaged = Problems.sentence(() -> job(model, 4, 0.01).run(new Watcher(-1)));
        assertTrue(damaged.contains("is damaged"), damaged);
    }

    @Test
    void stopsWithASentenceAndLeavesTheLastCheckpoint() throws IOException {
        ToySources.write(folder.resolve("data"), 24, 3);
        Path model = folder.resolve("net.onnx");
        String diverged = Problems.sentence(() -> job(model, 4, 1e30).run(new Watcher(-1)));
        assertTrue(diverged.contains("The loss was no number any more"), diverged);
        job(model, 4, 0.01).run(new Watcher(2));
        byte[] checkpoint = Files.readAllBytes(folder.resolve("net.checkpoint"));
        // A full disk: the file that is written first cannot be finished, so the old one stays.
        String full = Problems.sentence(() -> WholeFile.write(folder.resolve("net.checkpoint"), part -> {
            Files.write(part, new byte[10]);
            throw new IOException("No space left on device");
        }));
        assertTrue(full.contains("free some room"), full);
        assertArrayEquals(checkpoint, Files.readAllBytes(folder.resolve("net.checkpoint")));
        assertTrue(job(model, 4, 0.01).run(new Watcher(-1)).isPresent());
    }

    @Test
    void refusesImagesThatCannotBeLearntFrom() throws IOException {
        ToySources.write(folder.resolve("data"), 24, 3);
        Files.writeString(folder.resolve("data/FRI/broken.png"), "no picture");
        Path model = folder.resolve("net.onnx");
        String broken = Problems.sentence(() -> job(model, 4, 0.01).run(new Watcher(-1)));
        assertTrue(broken.contains("The image broken cannot be trained on"), broken);
        ToySources.write(folder.resolve("one"), 1, 3);
        LabelledImages one = LabelledImages.read(folder.resolve("one"), null, "", Where.ALL);
        String single = Problems.sentence(() -> job(one, model, 4, 0.01).run(new Watcher(-1)));
        assertTrue(single.contains("All images are of the class FRI"), single);
    }

    @Test
    void takesTheSeedWithTheLowestValidationLoss() throws IOException {
        ToySources.write(folder.resolve("data"), 32, 3);
        Path model = folder.resolve("net.onnx");
        SeedSeries series = new SeedSeries(List.of(1L, 2L), (seed, file) -> job(file, 2, 0.01, seed));
        SeedSeries.Result result = series.run(model, new Watcher(-1)).orElseThrow();
        double lowest = result.all().stream()
                .mapToDouble(t -> t.outcome().validationLoss())
                .min()
                .orElseThrow();
        assertEquals(lowest, result.chosen().outcome().validationLoss());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("net-seed" + result.chosen().seed() + ".onnx")),
                Files.readAllBytes(model));
        Watcher again = new Watcher(-1);
        series.run(model, again);
        assertEquals(-1, again.before, "what is trained is not trained again");
    }

    @Test
    void balancedClassesCountTheSame() {
        float[] grey = new float[4];
        TrainingData data = new TrainingData(
                List.of("a", "b"),
                List.of(
                        new TrainingData.Example("1", grey, 0, 1),
                        new TrainingData.Example("2", grey, 0, 0.5),
                        new TrainingData.Example("3", grey, 1, 0.5)),
                List.of(),
                "hash");
        List<Double> weights = data.balanced().training().stream()
                .map(TrainingData.Example::weight)
                .toList();
        assertEquals(List.of(1 / 1.5, 0.5 / 1.5, 1.0), weights, "sums of 1 and 1, the mean as before");
    }

    private TrainingJob job(Path model, int epochs, double rate) {
        return job(model, epochs, rate, 1);
    }

    private TrainingJob job(Path model, int epochs, double rate, long seed) {
        return job(LabelledImages.read(folder.resolve("data"), null, "", Where.ALL), model, epochs, rate, seed);
    }

    private static TrainingJob job(LabelledImages images, Path model, int epochs, double rate) {
        return job(images, model, epochs, rate, 1);
    }

    private static TrainingJob job(LabelledImages images, Path model, int epochs, double rate, long seed) {
        return new TrainingJob(
                images,
                List.of(),
                new TrainingOptions(
                        Architecture.TINY,
                        epochs,
                        8,
                        rate,
                        0.01,
                        0.05,
                        0.1,
                        0.9,
                        0.25,
                        1,
                        epochs,
                        seed,
                        Augmentation.USUAL,
                        false),
                TrainingJob.usualPreprocessing(),
                new ImageShape(1, ToySources.SIDE, ToySources.SIDE),
                new TrainingJob.Facts(
                        "Toy",
                        "toys",
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        "",
                        "",
                        "lobescope train",
                        "any",
                        false),
                model,
                Device.CPU);
    }
}
