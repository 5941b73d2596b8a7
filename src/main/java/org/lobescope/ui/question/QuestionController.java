package org.lobescope.ui.question;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary.Entry;
import org.lobescope.service.ExplanationService;
import org.lobescope.ui.notice.NoticeModel;
import org.lobescope.ui.status.StatusModel;
import org.lobescope.ui.task.LatestTask;

/** Finds the classifiers, loads the one that is chosen, and adds those of a person. */
public final class QuestionController {
    private final QuestionModel question;
    private final StatusModel status;
    private final NoticeModel notices;
    private final Function<String, Classifier> load;
    private final Consumer<Classifier> choose;
    private final Supplier<List<Entry>> classifiers;
    private final Function<String, Optional<Path>> file;
    private final LatestTask loading;
    private final LatestTask listing;

    private record Begin(List<Entry> entries, @Nullable Classifier first) {}

    /**
     * Begins to look for classifiers; the first one is chosen and its network loaded ahead of the first image.
     *
     * @param load loads a classifier by its id or the path of its file
     * @param file the network file of an id; empty for a bundled classifier
     * @param choose lets a classifier look at the image
     */
    public QuestionController(
            ExplanationService service,
            Supplier<List<Entry>> classifiers,
            Function<String, Classifier> load,
            Function<String, Optional<Path>> file,
            QuestionModel question,
            StatusModel status,
            NoticeModel notices,
            Consumer<Classifier> choose,
            Executor background) {
        this.question = question;
        this.status = status;
        this.notices = notices;
        this.load = load;
        this.classifiers = classifiers;
        this.file = file;
        this.listing = new LatestTask(background);
        this.choose = choose;
        this.loading = new LatestTask(background);
        new LatestTask(background)
                .run(
                        () -> {
                            List<Entry> entries = classifiers.get();
                            if (entries.isEmpty()) {
                                return new Begin(entries, null);
                            }
                            Classifier first = load.apply(entries.getFirst().id());
                            service.warmUp(first);
                            return new Begin(entries, first);
                        },
                        begin -> {
                            question.entries().setAll(begin.entries());
                            if (question.classifier().get() == null) {
                                Classifier first = begin.first();
                                if (first != null) {
                                    question.remember(
                                            first, begin.entries().getFirst().id());
                                }
                                question.classifier().set(first);
                            }
                        },
                        notices::problem);
    }

    /** Loads a classifier and lets it look at the image. */
    public void choose(Entry entry) {
        load(entry.id(), entry.card().name(), classifier -> {});
    }

    /** Adds a model file to the classifiers and lets it look at the image. */
    public void add(Path file) {
        load(file.toAbsolutePath().toString(), String.valueOf(file.getFileName()), classifier -> {
            String id = file.toAbsolutePath().toString();
            question.entries().removeIf(e -> e.id().equals(id));
            question.entries().add(new Entry(id, classifier.card(), false));
        });
    }

    /** A file was saved among the user's classifiers, or stays where it is: it can be chosen now, and looks at the image. */
    public void added(Path saved) {
        Path whole = saved.toAbsolutePath().normalize();
        listing.run(
                () -> classifiers.get().stream()
                        .filter(entry -> !entry.bundled())
                        .filter(entry -> file.apply(entry.id())
                                .map(path -> path.toAbsolutePath().normalize().equals(whole))
                                .orElse(false))
                        .findFirst(),
                found -> {
                    if (found.isEmpty()) {
                        add(saved);
                        return;
                    }
                    Entry entry = found.get();
                    question.entries().removeIf(e -> e.id().equals(entry.id()));
                    question.entries().add(entry);
                    choose(entry);
                },
                notices::problem);
    }

    private void load(String id, String words, Consumer<Classifier> loaded) {
        status.busy().set("Loading " + words + " …");
        loading.run(
                () -> load.apply(id),
                classifier -> {
                    status.busy().set("");
                    question.remember(classifier, id);
                    loaded.accept(classifier);
                    choose.accept(classifier);
                },
                reason -> {
                    status.busy().set("");
                    notices.problem(reason);
                });
    }
}
