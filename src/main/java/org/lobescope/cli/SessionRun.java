package org.lobescope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.ContentHash;
import org.lobescope.Problem;
import org.lobescope.Version;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.Target;
import org.lobescope.figure.PanelContent;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.session.Comparison;
import org.lobescope.session.Comparison.Side;
import org.lobescope.session.Session;
import org.lobescope.sky.ImageEntry;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Samples;

/** Computes the maps of a session anew, from the very image and classifier that it names. */
final class SessionRun {
    private final Session session;
    private final String name;

    /**
     * The run of a session.
     *
     * @param name of the file that it came from, for messages
     */
    SessionRun(Session session, String name) {
        this.session = session;
        this.name = name;
    }

    /**
     * Computes all maps.
     *
     * @param service that computes them
     * @throws Problem when image or classifier are missing or others, or a method fails
     */
    PanelContent compute(ClassifierLibrary library, ExplanationService service) throws InterruptedException {
        RadioImage image = image();
        Classifier classifier = classifier(library);
        PreparedImage prepared = session.cutOut()
                .map(part -> classifier.prepare(image, part))
                .orElseGet(() -> classifier.prepare(image));
        float[] logits = service.classify(classifier, prepared);
        Optional<Integer> named = session.question()
                .className()
                .map(word -> ChosenClass.named(
                        word, classifier.card().name(), classifier.card().classes()));
        int classIndex = ChosenClass.of(named, logits);
        List<Method> methods = withLayers(session.methods(), classifier);
        if (methods.isEmpty()) {
            throw new Problem("The session " + name + " asks for no method; name some under \"methods\".");
        }
        List<String> classes = classifier.card().classes();
        Comparison comparison = comparison(classes);
        List<Side> sides = methods.stream()
                .flatMap(method -> sides(comparison, method, classIndex, classes).stream())
                .toList();
        List<Ticket> tickets = new ArrayList<>();
        for (Side each : sides) {
            tickets.add(service.explain(
                    new ExplanationRequest(
                            each.method().id().id() + "/" + each.words(),
                            classifier,
                            prepared,
                            each.method(),
                            each.target(),
                            session.question().layer(),
                            0),
                    state -> {}));
        }
        List<Explanation> explanations = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            explanations.add(finished(sides.get(i).method(), tickets.get(i).await()));
        }
        return new PanelContent(
                image,
                prepared,
                classifier.card().name(),
                classes,
                logits,
                explanations.getFirst().target(),
                session.pure() ? Optional.of(session.question().preset()) : Optional.empty(),
                explanations,
                comparison.pairs() ? sides.stream().map(Side::words).toList() : List.of(),
                Version.CURRENT.program());
    }

    /** Those of the methods that the classifier has a layer for: the window shows the others without a map. */
    private List<Method> withLayers(List<Method> methods, Classifier classifier) {
        boolean none = session.question().layer().isEmpty()
                && classifier.layerless("the session").isPresent();
        return methods.stream().filter(m -> !none || !m.id().layered()).toList();
    }

    /** What the maps are compared with, as far as the classifier has it. */
    private Comparison comparison(List<String> classes) {
        Comparison comparison = session.question().comparison();
        if (comparison instanceof Comparison.WithClass with && !classes.contains(with.name())) {
            throw new Problem("The session " + name + " compares with the class " + with.name()
                    + ", which the classifier does not have; it has " + String.join(", ", classes) + ".");
        }
        return comparison;
    }

    private List<Side> sides(Comparison comparison, Method method, int classIndex, List<String> classes) {
        Session.Question question = session.question();
        Target target = new Target(question.target(method.id()), classIndex);
        return comparison.sides(method, target, question.target(), question.preset(), classes);
    }

    private static Explanation finished(Method method, RequestState state) {
        return switch (state) {
            case RequestState.Finished finished -> finished.explanation();
            case RequestState.Failed failed -> throw new Problem(method.id().title() + ": " + failed.reason());
            case RequestState.Stopped _, RequestState.Waiting _, RequestState.Running _ ->
                throw new Problem(method.id().title() + " was stopped before it was finished.");
        };
    }

    private RadioImage image() {
        Session.Image wanted = session.image();
        if (wanted.file().isEmpty()) {
            return Samples.all().stream()
                    .filter(sample -> sample.id().equals(wanted.sample()))
                    .findFirst()
                    .orElseThrow(() ->
                            new Problem(name + " names no image that this Lobescope has; point to it by --image PATH."))
                    .read();
        }
        Path file = wanted.file().get();
        if (!Files.exists(file)) {
            throw new Problem("The image of " + name + " is not at " + file + "; point to it by --image PATH.");
        }
        if (!wanted.sha256().isEmpty() && !wanted.sha256().equals(ContentHash.of(file))) {
            throw new Problem(file + " is not the image that " + name
                    + " was made of: its content is another; point to the right one by --image PATH.");
        }
        ImageFile opened = ImageReader.open(file);
        ImageEntry entry = wanted.hdu()
                .map(hdu -> opened.images().stream()
                        .filter(each -> each.hdu() == hdu)
                        .findFirst()
                        .orElseThrow(() -> new Problem(file + " has no image in HDU " + hdu + ", which " + name
                                + " asks for; point to the right file by --image PATH.")))
                .orElse(opened.images().getFirst());
        int plane = wanted.plane().orElse(ImageFile.FIRST_NOT_BLANK);
        if (plane >= entry.planes()) {
            throw new Problem(file + " has no plane " + plane + ", which " + name
                    + " asks for; point to the right file by --image PATH.");
        }
        return opened.read(entry, plane, entry.centre());
    }

    private Classifier classifier(ClassifierLibrary library) {
        Session.Network wanted = session.classifier();
        if (wanted.file().isPresent() && !Files.exists(wanted.file().get())) {
            throw new Problem("The classifier " + wanted.id() + " of " + name + " is not at "
                    + wanted.file().get() + "; point to it by --classifier FILE.onnx.");
        }
        if (wanted.id().isEmpty()) {
            return library.first();
        }
        String where = wanted.file().map(Path::toString).orElse(wanted.id());
        Classifier loaded = library.load(where);
        if (!wanted.sha256().isEmpty()
                && !wanted.sha256().equals(library.origin(where).sha256())) {
            throw new Problem("The classifier " + where + " is not the one that " + name
                    + " was made with: its content is another; point to the right one by --classifier FILE.onnx.");
        }
        return loaded;
    }
}
