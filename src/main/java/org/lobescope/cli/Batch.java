package org.lobescope.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lobescope.Problem;
import org.lobescope.service.ExplanationService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes images through the service, a few at once: while some are computed, the next ones are read and the last ones'
 * files written, so that no core waits. What is in memory depends on how many are under way, never on how many there are.
 * Results come out in the order of the images.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** Images under way beyond one per core: what reads, writes or waits for its last step leaves its core to another. */
    private static final int BEYOND = 2;

    /** Memory that is reckoned for an image under way: the largest that is read at once, its copies, and its maps. */
    private static final long BYTES_PER_IMAGE = 256L << 20;

    private final ExplainJob job;
    private final ExplanationService service;
    private final ExplainOutput output;
    private final ResultFiles results;
    private final ExplainProgress progress;

    Batch(
            ExplainJob job,
            ExplanationService service,
            ExplainOutput output,
            ResultFiles results,
            ExplainProgress progress) {
        this.job = job;
        this.service = service;
        this.output = output;
        this.results = results;
        this.progress = progress;
    }

    /**
     * An image that is to be done.
     *
     * @param file as it was named
     * @param name for what is made of it
     * @param number in the order of the images
     */
    record Item(Path file, String name, int number) {}

    /** How many images there were, and of how many not everything worked. */
    record Count(int all, int failed) {
        @Override
        public String toString() {
            return all + (all == 1 ? " image" : " images") + " done"
                    + (failed == 0 ? "" : ", " + failed + " of them not wholly");
        }
    }

    /** An image that is done, and what stands of it in the files of results. */
    private record Done(ImageReport report, List<String> records) {}

    /** Does the images. */
    Count run(List<Item> items) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        int atOnce = (int) Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_IMAGE, 2, cores + BEYOND);
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(atOnce, items.size()),
                Thread.ofPlatform().daemon().name("image-", 1).factory());
        int failed = 0;
        try {
            ArrayDeque<Future<Done>> underWay = new ArrayDeque<>();
            for (Item item : items) {
                if (underWay.size() == atOnce) {
                    failed += finish(underWay.remove()) ? 0 : 1;
                }
                underWay.add(pool.submit(() -> take(item)));
            }
            while (!underWay.isEmpty()) {
                failed += finish(underWay.remove()) ? 0 : 1;
            }
        } finally {
            pool.shutdownNow();
        }
        return new Count(items.size(), failed);
    }

    private Done take(Item item) throws InterruptedException {
        ImageReport report = new ImageTask(job, item.file(), item.name(), item.number(), progress).run(service);
        try {
            report = output.write(report);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("{}", item.file(), e);
            report = report.failed("The maps or the figure of " + item.file() + " could not be written (" + e
                    + "); the log file has the details.");
        }
        return new Done(report, results.records(report));
    }

    private boolean finish(Future<Done> under) throws InterruptedException {
        Done done;
        try {
            done = under.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        ImageReport report;
        try {
            results.add(done.records());
            report = done.report();
        } catch (Problem problem) {
            report = done.report().failed(ExplainOutput.said(problem));
        }
        ImageReport told = report;
        progress.finished(told, () -> output.print(told));
        return told.complete();
    }
}
