package org.lobescope.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Tensor;

/**
 * All that a training remembers between two epochs. Random numbers are drawn anew from seed and epoch, so that nothing
 * else has to be kept to go on as if nothing had happened.
 */
final class TrainingState {
    private final Map<String, Tensor> parameters;
    private final Map<String, Tensor> first;
    private final Map<String, Tensor> second;
    private final Map<String, Tensor> averaged;
    private final Map<String, Tensor> best;
    private final List<EpochResult> epochs = new ArrayList<>();
    private int bestEpoch;
    private long steps;

    /** The beginning. */
    TrainingState(Map<String, Tensor> initial) {
        parameters = copy(initial);
        averaged = copy(initial);
        best = copy(initial);
        first = zeros(initial);
        second = zeros(initial);
    }

    /** The trained numbers. */
    Map<String, Tensor> parameters() {
        return parameters;
    }

    /** Mean gradients. */
    Map<String, Tensor> first() {
        return first;
    }

    /** Mean squared gradients. */
    Map<String, Tensor> second() {
        return second;
    }

    /** Parameters averaged over the last steps. */
    Map<String, Tensor> averaged() {
        return averaged;
    }

    /** The averaged parameters of the epoch with the lowest validation loss. */
    Map<String, Tensor> best() {
        return best;
    }

    /** What came of the epochs so far. */
    List<EpochResult> epochs() {
        return epochs;
    }

    /** The epoch with the lowest validation loss, 0 before the first. */
    int bestEpoch() {
        return bestEpoch;
    }

    /** The steps so far. */
    long steps() {
        return steps;
    }

    /** One step more; how many it makes. */
    long countStep() {
        return ++steps;
    }

    /** An epoch is over. */
    void end(EpochResult result) {
        double lowest = bestEpoch == 0
                ? Double.POSITIVE_INFINITY
                : epochs.get(bestEpoch - 1).validationLoss();
        epochs.add(result);
        if (result.validationLoss() < lowest) {
            bestEpoch = result.epoch();
            averaged.forEach(
                    (name, tensor) -> System.arraycopy(tensor.values(), 0, of(best, name), 0, tensor.values().length));
        }
    }

    /** Sets what a checkpoint tells. */
    void restore(List<EpochResult> results, int bestOfThem, long stepsSoFar) {
        epochs.clear();
        epochs.addAll(results);
        bestEpoch = bestOfThem;
        steps = stepsSoFar;
    }

    /** The numbers of a parameter. */
    static float[] of(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return tensor.values();
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        tensors.forEach((name, t) ->
                copy.put(name, new Tensor(t.shape().clone(), t.values().clone())));
        return copy;
    }

    private static Map<String, Tensor> zeros(Map<String, Tensor> tensors) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        tensors.forEach((name, t) -> zeros.put(name, new Tensor(t.shape().clone(), new float[t.values().length])));
        return zeros;
    }
}
