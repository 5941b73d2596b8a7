package org.lobescope.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.NetworkLoader;
import org.lobescope.service.ProcessMemory;
import org.lobescope.service.TorchLoader;

/**
 * Many explanations in a row, all ten methods on image after image, with a look at the memory after each image.
 *
 * @param samples one per image
 */
public record Endurance(List<Sample> samples) {
    private static final double MIB = 1 << 20;
    private static final long SEED = 2000;
    private static final int METHODS = MethodId.values().length;

    /** The allocators, Java's heap and the caches find their size in the first part. */
    private static final int WARM_UP_PARTS = 3;

    /** What may come and go, over all that was measured after the warm-up. */
    private static final double TOLERANCE_MIB = 64;

    /** Lines of the report. */
    private static final int ROWS = 12;

    public Endurance {
        samples = List.copyOf(samples);
        if (samples.size() < 2 * WARM_UP_PARTS) {
            throw new IllegalArgumentException("too few samples to tell growth from warming up");
        }
    }

    /**
     * The memory after some explanations.
     *
     * @param explanations finished
     * @param arrays native arrays and managers of the network
     * @param process resident memory of the process, bytes
     * @param heap what of it is Java's heap, bytes
     */
    public record Sample(int explanations, int arrays, long process, long heap) {
        /** What of the process is not Java's heap: the engine, native arrays, code. */
        long outside() {
            return process - heap;
        }
    }

    /** The fewest explanations from which growth can be told. */
    public static int fewest() {
        return 2 * WARM_UP_PARTS * METHODS;
    }

    /**
     * Explains until there are so many explanations.
     *
     * @param told gets a line about each tenth of the way
     * @throws org.lobescope.Problem when a method fails
     */
    public static Endurance of(
            Classifier classifier, PreparedImage image, Preset preset, int explanations, Consumer<String> told)
            throws InterruptedException {
        AtomicReference<NetworkLoader.@Nullable LoadedNetwork> network = new AtomicReference<>();
        NetworkLoader torch = new TorchLoader(Optional.empty());
        NetworkLoader spied = (asked, shape) -> {
            NetworkLoader.LoadedNetwork loaded = torch.load(asked, shape);
            network.set(loaded);
            return loaded;
        };
        UnseenImages unseen = new UnseenImages(image, SEED);
        int images = Math.ceilDiv(explanations, METHODS);
        List<Sample> samples = new ArrayList<>();
        try (ExplanationService service = new LocalExplanationService(spied, ExplanationStore.NONE)) {
            TenMethods methods = new TenMethods(service, classifier, preset);
            int classIndex = Benchmark.likeliest(methods.logits(image));
            for (int i = 0; i < images; i++) {
                methods.seconds(List.of(MethodId.values()), unseen.get(i), classIndex);
                Sample sample = sample((i + 1) * METHODS, network.get());
                samples.add(sample);
                if ((i + 1) % Math.max(1, images / 10) == 0) {
                    told.accept(String.format(
                            Locale.ROOT,
                            "%d explanations: %.0f MiB, %d native arrays",
                            sample.explanations(),
                            sample.process() / MIB,
                            sample.arrays()));
                }
            }
        }
        return new Endurance(samples);
    }

    private static Sample sample(int explanations, NetworkLoader.@Nullable LoadedNetwork network) {
        return new Sample(
                explanations, network == null ? 0 : network.nativeArrays(), ProcessMemory.bytes(), JavaHeap.bytes());
    }

    private List<Sample> settled() {
        return samples.subList(samples.size() / WARM_UP_PARTS, samples.size());
    }

    /** Growth of the process after the warm-up, in MiB per 1000 explanations: the slope of a line. */
    public double growth() {
        return growth(Sample::process);
    }

    /** The same of the memory outside Java's heap, where a leak would hide behind a heap that shrinks. */
    public double growthOutside() {
        return growth(Sample::outside);
    }

    private double growth(ToLongFunction<Sample> memory) {
        List<Sample> settled = settled();
        double meanX =
                settled.stream().mapToDouble(Sample::explanations).average().orElseThrow();
        double meanY = settled.stream().mapToLong(memory).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (Sample sample : settled) {
            double x = sample.explanations() - meanX;
            xy += x * (memory.applyAsLong(sample) - meanY);
            xx += x * x;
        }
        return xy / xx * 1000 / MIB;
    }

    /** Whether nothing piled up after the warm-up: no native array, no memory of the process, none outside Java's heap. */
    public boolean flat() {
        List<Sample> settled = settled();
        int explanations = settled.getLast().explanations() - settled.getFirst().explanations();
        return settled.getLast().arrays() <= settled.getFirst().arrays()
                && Math.max(growth(), growthOutside()) * explanations / 1000 < TOLERANCE_MIB;
    }

    /** For people, in Markdown. */
    public String report() {
        TextTable table =
                new TextTable(0, "Explanations", "Native arrays", "Process, MiB", "Java's heap, MiB", "All else, MiB");
        int last = samples.size() - 1;
        for (int row = 0; row < ROWS; row++) {
            Sample sample = samples.get(Math.toIntExact(Math.round((double) last * row / (ROWS - 1))));
            table.row(
                    "" + sample.explanations(),
                    "" + sample.arrays(),
                    mib(sample.process()),
                    mib(sample.heap()),
                    mib(sample.outside()));
        }
        return table
                + String.format(
                        Locale.ROOT,
                        "%n%s: after the first third the process grows by %.1f MiB per 1000 explanations, the memory"
                                + " outside Java's heap by %.1f, and the native arrays go from %d to %d.%n",
                        flat() ? "Flat" : "NOT FLAT",
                        growth(),
                        growthOutside(),
                        settled().getFirst().arrays(),
                        settled().getLast().arrays());
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / MIB);
    }
}
