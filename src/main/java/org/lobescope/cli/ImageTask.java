package org.lobescope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Target;
import org.lobescope.figure.MapStatistics;
import org.lobescope.figure.SourcePixels;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.session.Comparison;
import org.lobescope.session.Comparison.Side;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.RadioImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One image on its way: read, prepared, classified, and explained by each method. */
final class ImageTask {
    private static final Logger LOG = LoggerFactory.getLogger(ImageTask.class);

    private final ExplainJob job;
    private final Path file;
    private final String name;
    private final int number;
    private final ExplainProgress progress;
    private final List<Pending> pending = new ArrayList<>();
    private Optional<ImageReport.Answer> answer = Optional.empty();
    private Optional<String> failure = Optional.empty();

    /**
     * An image on its way.
     *
     * @param name for what is made of it
     * @param number in the order of the images
     */
    ImageTask(ExplainJob job, Path file, String name, int number, ExplainProgress progress) {
        this.job = job;
        this.file = file;
        this.name = name;
        this.number = number;
        this.progress = progress;
    }

    /** One method under way. */
    private record Pending(Side side, Ticket ticket) {}

    /** Takes the image along the whole way. */
    ImageReport run(ExplanationService service) throws InterruptedException {
        start(service);
        return await();
    }

    private void start(ExplanationService service) throws InterruptedException {
        progress.begins(String.valueOf(file.getFileName()));
        try {
            RadioImage image = ImageReader.read(file);
            Classifier classifier = job.classifier();
            PreparedImage prepared = classifier.prepare(image);
            float[] logits = service.classify(classifier, prepared);
            int classIndex = ChosenClass.of(job.classIndex(), logits);
            List<String> classes = classifier.card().classes();
            Comparison comparison = job.comparison().with(classIndex, logits, classes);
            for (ChosenMethod chosen : job.methods()) {
                Target target = new Target(chosen.target(), classIndex);
                comparison
                        .sides(chosen.method(), target, job.target(), job.preset(), classes)
                        .forEach(side -> ask(service, prepared, side));
            }
            SourcePixels source = new SourcePixels(image, prepared.cutOut());
            answer = Optional.of(
                    new ImageReport.Answer(image, prepared, source, logits, classIndex, comparison, List.of()));
        } catch (Problem problem) {
            LOG.info("{}: {}", file, problem.getMessage(), problem);
            fail(String.valueOf(problem.getMessage()));
        } catch (OutOfMemoryError e) {
            LOG.error("{}", file, e);
            fail(file + " needs more memory than there is: cut out a part of it first.");
        } catch (RuntimeException e) {
            LOG.error("{}", file, e);
            fail(file + " could not be explained (" + e + "); the log file has the details.");
        }
    }

    private void ask(ExplanationService service, PreparedImage prepared, Side side) {
        ExplanationRequest request = new ExplanationRequest(
                number + "/" + job.word(side.method().id(), side.second()),
                job.classifier(),
                prepared,
                side.method(),
                side.target(),
                job.layer(),
                -number);
        pending.add(new Pending(side, service.explain(request, new Counted())));
    }

    private void fail(String reason) {
        failure = Optional.of(reason);
        progress.advance(job.mapsOfAnImage());
    }

    private ImageReport await() throws InterruptedException {
        List<MethodReport> methods = new ArrayList<>();
        for (Pending each : pending) {
            RequestState end = each.ticket().await();
            answer.ifPresent(known -> methods.add(report(each, end, known.source())));
        }
        return new ImageReport(file, name, answer.map(known -> known.with(methods)), Optional.empty(), failure);
    }

    private static MethodReport report(Pending asked, RequestState end, SourcePixels source) {
        Side side = asked.side();
        Optional<Explanation> explanation = Optional.empty();
        Optional<MapStatistics> numbers = Optional.empty();
        Optional<String> reason = Optional.empty();
        boolean cached = false;
        switch (end) {
            case RequestState.Finished finished -> {
                explanation = Optional.of(finished.explanation());
                numbers = Optional.of(MapStatistics.of(finished.explanation(), source));
                cached = finished.cached();
            }
            case RequestState.Failed failed -> reason = Optional.of(failed.reason());
            case RequestState.Stopped _, RequestState.Waiting _, RequestState.Running _ ->
                reason = Optional.of("It was stopped before it was finished.");
        }
        return new MethodReport(
                new ChosenMethod(side.method(), side.target().kind()),
                side.target(),
                side.words(),
                side.second(),
                explanation,
                numbers,
                cached,
                Optional.empty(),
                reason);
    }

    /** Adds one explanation's progress to that of all. */
    private final class Counted implements Consumer<RequestState> {
        private double counted;

        @Override
        public void accept(RequestState state) {
            double now = state instanceof RequestState.Running running ? running.fraction() : counted;
            if (state.ended()) {
                now = 1;
            }
            progress.advance(now - counted);
            counted = now;
        }
    }
}
