package org.lobescope.benchmark;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Target;
import org.lobescope.network.torch.TorchEngine;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.ProcessMemory;
import org.lobescope.service.TorchLoader;
import org.lobescope.sky.RadioImage;

/**
 * Times the ten methods on one image through the service that the window uses: all at once, and each alone.
 *
 * <p>Every run explains another of the {@link UnseenImages}. So the caches stay on, as they are for people, and have no
 * answer: neither a map nor a part of one from an earlier run. Within a run of all methods they share what they share in
 * the window.
 *
 * @param library where classifiers come from
 * @param plan what to measure
 * @param told gets a line about each figure as soon as it is there
 */
public record Benchmark(ClassifierLibrary library, Plan plan, Consumer<String> told) {
    private static final long SEED = 150;

    /** Methods faster than this are run more often, as time_peers.py does. */
    private static final double SHORT_SECONDS = 0.2;

    private static final List<MethodId> ALL = List.of(MethodId.values());

    /**
     * What to measure.
     *
     * @param classifier the id or the file of a network
     * @param image what is explained
     * @param preset of all methods
     * @param warmUp runs of all methods that do not count, for Java to compile what runs often; at least 1
     * @param runs that count, at least 1
     */
    public record Plan(String classifier, RadioImage image, Preset preset, int warmUp, int runs) {}

    /**
     * Measures all of it; takes minutes.
     *
     * @throws org.lobescope.Problem when a method fails
     */
    public BenchmarkResult run() throws InterruptedException {
        double program = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                * 1e-3;
        OtherLoad load = new OtherLoad();
        long begun = System.nanoTime();
        TorchEngine engine = TorchEngine.start();
        double engineSeconds = since(begun);
        begun = System.nanoTime();
        Classifier classifier = library.load(plan.classifier());
        double classifierSeconds = since(begun);
        PreparedImage prepared = classifier.prepare(plan.image());
        Images images = new Images(new UnseenImages(prepared, SEED));
        PassCounter counter = new PassCounter();
        try (ExplanationService service = new LocalExplanationService(
                new CountingLoader(new TorchLoader(Optional.empty()), counter), ExplanationStore.NONE)) {
            TenMethods methods = new TenMethods(service, classifier, plan.preset());
            begun = System.nanoTime();
            int classIndex = likeliest(methods.logits(prepared));
            double firstAnswer = since(begun);
            counter.take();

            double firstTotal = methods.seconds(ALL, images.next(), classIndex);
            tell("all ten at once, for the first time", firstTotal);
            Passes totalPasses = counter.take();
            Timing total = timing(methods, ALL, classIndex, images, plan.warmUp() - 1, plan.runs());
            tell("all ten at once", total.median());
            counter.take();

            List<MethodTiming> alone = new ArrayList<>();
            for (MethodId id : ALL) {
                double warm = methods.seconds(List.of(id), images.next(), classIndex);
                Passes passes = counter.take();
                int runs = warm < SHORT_SECONDS && plan.runs() > 1 ? 2 * plan.runs() + 1 : plan.runs();
                Timing timing = timing(methods, List.of(id), classIndex, images, 0, runs);
                counter.take();
                alone.add(new MethodTiming(id, timing, passes));
                tell(id.title(), timing.median());
            }
            List<Double> answers = new ArrayList<>();
            for (int i = 0; i < plan.runs(); i++) {
                PreparedImage image = images.next();
                begun = System.nanoTime();
                methods.logits(image);
                answers.add(since(begun));
            }
            return new BenchmarkResult(
                    LocalDate.now(ZoneId.systemDefault()),
                    Machine.here(engine),
                    classifier.id(),
                    plan.image().name(),
                    prepared.x().axis(2),
                    prepared.x().axis(3),
                    plan.preset(),
                    new StartTiming(
                            program, engineSeconds, classifierSeconds, firstAnswer, new Timing(answers).median()),
                    firstTotal,
                    total,
                    totalPasses,
                    alone,
                    load.share(),
                    ProcessMemory.peak());
        }
    }

    private static Timing timing(
            TenMethods methods, List<MethodId> ids, int classIndex, Images images, int warmUp, int runs)
            throws InterruptedException {
        for (int i = 0; i < warmUp; i++) {
            methods.seconds(ids, images.next(), classIndex);
        }
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            seconds.add(methods.seconds(ids, images.next(), classIndex));
        }
        return new Timing(seconds);
    }

    private void tell(String what, double seconds) {
        told.accept(String.format(Locale.ROOT, "%-36s %8.3f s", what, seconds));
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) * 1e-9;
    }

    /** The most likely class. */
    static int likeliest(float[] logits) {
        double[] p = Target.probabilities(logits);
        int best = 0;
        for (int i = 1; i < p.length; i++) {
            best = p[i] > p[best] ? i : best;
        }
        return best;
    }

    /** One unseen image after the other. */
    private static final class Images {
        private final UnseenImages unseen;
        private int number;

        Images(UnseenImages unseen) {
            this.unseen = unseen;
        }

        PreparedImage next() {
            return unseen.get(number++);
        }
    }
}
