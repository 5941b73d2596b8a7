package org.lobescope.network.torchscript;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;

/**
 * Finds out what images a network takes whose file does not say it: by following its text for shapes until one works. A
 * traced network holds the shape of an example.
 */
final class InputSearch {
    private static final int[] LIKELY_SIDES = {150, 224, 128, 64, 256, 96, 112, 32, 28, 300, 512, 100, 48, 299};
    private static final int SMALLEST = 8;
    private static final int LARGEST = 600;
    private static final int LARGER = 64;

    private static final int CHANNELS_TRIED = 4;

    /** A shape that works, with a batch size where only that one does. */
    private record Found(ImageShape image, OptionalInt batch) {}

    private final List<Integer> example;
    private final List<Constant> weights;
    private final ImageShape expected;
    private final int anyBatch;
    private final TorchScriptReader.Attempt trial;
    private @Nullable Problem first;

    /**
     * A search.
     *
     * @param example the shape N x C x H x W of images that the network was traced with; empty where it was not
     * @param weights in the order of the modules
     * @param expected the shape of an image as far as it is known, 0 where it is not
     * @param anyBatch the number of images to try first; where that works, the batch counts as free
     */
    InputSearch(
            List<Integer> example,
            List<Constant> weights,
            ImageShape expected,
            int anyBatch,
            TorchScriptReader.Attempt trial) {
        this.example = example;
        this.weights = weights;
        this.expected = expected;
        this.anyBatch = anyBatch;
        this.trial = trial;
    }

    GraphSource.Input input(String name) {
        Found found = search();
        ImageShape image = found.image();
        boolean free = works(new ImageShape(image.channels(), image.height() + LARGER, image.width() + LARGER), found)
                || works(new ImageShape(image.channels(), 2 * image.height(), 2 * image.width()), found);
        return new GraphSource.Input(
                name,
                found.batch(),
                image.channels(),
                free ? OptionalInt.empty() : OptionalInt.of(image.height()),
                free ? OptionalInt.empty() : OptionalInt.of(image.width()));
    }

    private boolean works(ImageShape image, Found found) {
        return attempt(image, found.batch().orElse(anyBatch)).isEmpty();
    }

    private Found search() {
        if (example.size() == 4) {
            ImageShape image = new ImageShape(example.get(1), example.get(2), example.get(3));
            Optional<Found> found = found(image, List.of(anyBatch, 1, example.get(0)));
            if (found.isPresent()) {
                return found.get();
            }
            throw failure();
        }
        Set<Integer> channels = channels();
        for (int side : LIKELY_SIDES) {
            for (int c : channels) {
                Optional<Found> found = found(image(c, side), List.of(anyBatch, 1));
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        // A network whose last layers want a certain size says something else at every size; others fail for good.
        for (int c : channels) {
            if (sizeMatters(c)) {
                for (int side = SMALLEST; side <= LARGEST; side++) {
                    Optional<Found> found = found(image(c, side), List.of(anyBatch));
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw failure();
    }

    private ImageShape image(int channels, int side) {
        return new ImageShape(
                channels,
                expected.height() > 0 ? expected.height() : side,
                expected.width() > 0 ? expected.width() : side);
    }

    private boolean sizeMatters(int channels) {
        return expected.height() == 0
                && !attempt(new ImageShape(channels, 128, 128), 1)
                        .map(Problem::getMessage)
                        .equals(attempt(new ImageShape(channels, 256, 256), 1).map(Problem::getMessage));
    }

    /** The second axis of the first kernels is the likely number of channels. */
    private Set<Integer> channels() {
        Set<Integer> channels = new LinkedHashSet<>();
        if (expected.channels() > 0) {
            return Set.of(expected.channels());
        }
        for (Constant weight : weights) {
            if (weight.shape().size() == 4 && weight.shape().get(1) <= 16 && channels.size() < CHANNELS_TRIED) {
                channels.add(weight.shape().get(1));
            }
        }
        channels.addAll(List.of(1, 3));
        return channels;
    }

    private Optional<Found> found(ImageShape image, List<Integer> batches) {
        for (int batch : batches) {
            Optional<Problem> problem = attempt(image, batch);
            if (problem.isEmpty()) {
                return Optional.of(new Found(image, batch == anyBatch ? OptionalInt.empty() : OptionalInt.of(batch)));
            }
            first = first == null ? problem.get() : first;
        }
        return Optional.empty();
    }

    private Optional<Problem> attempt(ImageShape image, int batch) {
        try {
            trial.run(image, batch);
            return Optional.empty();
        } catch (Problem problem) {
            return Optional.of(problem);
        }
    }

    private Problem failure() {
        return Optional.ofNullable(first).orElseThrow();
    }
}
