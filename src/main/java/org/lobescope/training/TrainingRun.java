package org.lobescope.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.lobescope.Problem;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchTraining;

/** The loop: epochs of steps over shuffled, augmented batches, each followed by a look at the validation images. */
final class TrainingRun {
    /** Images that are looked at together when nothing is learnt. */
    private static final int LOOK = 32;

    /** Unrelated seeds for every purpose and epoch. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private final TorchTraining engine;
    private final TrainingOptions options;
    private final TrainingData data;
    private final InputScale scale;
    private final TrainingState state;
    private final Loss loss;
    private final AdamW optimiser;
    private final OneCycle cycle;
    private final Blueprint learning;
    private final Map<Integer, Blueprint> looking = new HashMap<>();

    /** Told while a training runs. */
    interface Listener {
        /** A step is done; whether to go on. An epoch that is left in the middle is forgotten. */
        boolean step(int epoch, int step, int steps);

        /** An epoch is over, and the state complete; whether to go on. */
        boolean epoch(TrainingState state);
    }

    TrainingRun(TorchTraining engine, TrainingOptions options, TrainingData data, InputScale scale) {
        this.engine = engine;
        this.options = options;
        this.data = data;
        this.scale = scale;
        this.learning = blueprint(batch(), true);
        this.state = new TrainingState(learning.parameters());
        this.loss = new Loss(options.smoothing());
        this.optimiser = new AdamW(options.decay(), TrainingOptions.CLIP, options.average());
        this.cycle = new OneCycle(options.rate(), (long) options.epochs() * steps());
    }

    private Blueprint blueprint(int batch, boolean training) {
        ImageShape image = scale.shape();
        return options.architecture().blueprint(batch, image, data.classes().size(), training, options.seed());
    }

    /** What a checkpoint may set before {@link #run}. */
    TrainingState state() {
        return state;
    }

    /** The network as it is when applied, for a batch size. */
    Blueprint applied(int batch) {
        return looking.computeIfAbsent(batch, n -> blueprint(n, false));
    }

    /** Steps per epoch; images that do not fill a last batch wait for another epoch's order. */
    int steps() {
        return data.training().size() / batch();
    }

    private int batch() {
        return Math.min(options.batch(), data.training().size());
    }

    /**
     * Trains from the state on until the last epoch, or until the validation loss has not fallen for some time.
     *
     * @throws Problem when the loss is no number any more
     */
    void run(Listener listener) {
        while (state.epochs().size() < options.epochs() && !patienceIsOver()) {
            if (!epoch(state.epochs().size() + 1, listener) || !listener.epoch(state)) {
                return;
            }
        }
    }

    private boolean patienceIsOver() {
        return state.bestEpoch() > 0 && state.epochs().size() - state.bestEpoch() >= options.patience();
    }

    /** One epoch; false when it was left in the middle. */
    private boolean epoch(int epoch, Listener listener) {
        RandomGenerator random = random(epoch);
        List<TrainingData.Example> order = new ArrayList<>(data.training());
        ValidationSplit.shuffle(order, random);
        double sum = 0;
        for (int step = 0; step < steps(); step++) {
            sum += step(order.subList(step * batch(), (step + 1) * batch()), random, epoch);
            if (!listener.step(epoch, step + 1, steps())) {
                return false;
            }
        }
        double rate = cycle.rate(state.steps() - 1);
        float[][] logits = logits(state.averaged(), data.validation());
        int[] labels = labels(data.validation());
        double validation = Temperature.loss(logits, labels, 1);
        if (!Double.isFinite(validation)) {
            throw diverged(epoch);
        }
        state.end(new EpochResult(epoch, rate, sum / steps(), validation, accuracy(logits, labels)));
        return true;
    }

    private RandomGenerator random(int epoch) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed() + STRIDE * epoch);
    }

    private double step(List<TrainingData.Example> examples, RandomGenerator random, int epoch) {
        int height = scale.shape().height();
        int width = scale.shape().width();
        float[][] views = new float[examples.size()][];
        double[] weights = new double[views.length];
        for (int n = 0; n < views.length; n++) {
            views[n] = options.augmentation().apply(examples.get(n).grey(), height, width, random);
            weights[n] = examples.get(n).weight();
        }
        Map<String, Tensor> given = new LinkedHashMap<>();
        given.put(learning.program().input(), scale.batch(views));
        learning.masks().forEach((name, shape) -> given.put(name, mask(shape, random)));
        int[] labels = labels(examples);
        TorchTraining.Step step = engine.step(
                learning.program(), state.parameters(), given, logits -> loss.slopes(logits, labels, weights));
        double mean = 0;
        for (int n = 0; n < views.length; n++) {
            mean += weights[n] * loss.of(step.logits()[n], labels[n], 1) / views.length;
        }
        double rate = cycle.rate(state.steps());
        if (!Double.isFinite(mean) || !optimiser.step(state, step.gradients(), learning, rate)) {
            throw diverged(epoch);
        }
        return mean;
    }

    private Problem diverged(int epoch) {
        return new Problem("The loss was no number any more in epoch " + epoch
                + ", so the training has stopped: train again with a smaller learning rate (--rate "
                + options.rate() / 4 + ").");
    }

    private Tensor mask(List<Integer> shape, RandomGenerator random) {
        float[] factors = new float[shape.get(0) * shape.get(1)];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = random.nextDouble() < options.dropout() ? 0 : (float) (1 / (1 - options.dropout()));
        }
        return new Tensor(new int[] {shape.get(0), shape.get(1)}, factors);
    }

    /** The logits of images as they are, one row each. */
    float[][] logits(Map<String, Tensor> parameters, List<TrainingData.Example> examples) {
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += LOOK) {
            List<TrainingData.Example> part = examples.subList(from, Math.min(examples.size(), from + LOOK));
            Blueprint blueprint = applied(part.size());
            float[][] grey = part.stream().map(TrainingData.Example::grey).toArray(float[][]::new);
            float[][] logits = engine.logits(
                    blueprint.program(), parameters, Map.of(blueprint.program().input(), scale.batch(grey)));
            rows.addAll(List.of(logits));
        }
        return rows.toArray(float[][]::new);
    }

    static int[] labels(List<TrainingData.Example> examples) {
        return examples.stream().mapToInt(TrainingData.Example::label).toArray();
    }

    /** The fraction of images whose largest logit is that of their class. */
    static double accuracy(float[][] logits, int[] labels) {
        int right = 0;
        for (int n = 0; n < logits.length; n++) {
            int top = 0;
            for (int c = 1; c < logits[n].length; c++) {
                top = logits[n][c] > logits[n][top] ? c : top;
            }
            right += top == labels[n] ? 1 : 0;
        }
        return right / (double) logits.length;
    }
}
