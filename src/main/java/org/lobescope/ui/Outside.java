package org.lobescope.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.astrogrid.samp.client.ClientProfile;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.service.ExplanationService;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.Samples.Sample;

/**
 * What the window needs of the rest of the program. All functions may take long and throw {@link
 * org.lobescope.Problem}; the window calls them in the background.
 *
 * @param service where networks run
 * @param classifiers what can be chosen, the first one is chosen at start
 * @param load loads a classifier by its id or by the path of its network file
 * @param origin where a classifier comes from that {@code load} loads
 * @param engine the version of the engine that computes
 * @param open opens an image file
 * @param samp how hubs for talking to other programs are found; empty: they are not looked for
 * @param samples the simulated images that come with the program
 */
public record Outside(
        ExplanationService service,
        Supplier<List<ClassifierLibrary.Entry>> classifiers,
        Function<String, Classifier> load,
        Function<String, ClassifierLibrary.Origin> origin,
        Supplier<String> engine,
        Function<Path, ImageFile> open,
        Optional<ClientProfile> samp,
        Supplier<List<Sample>> samples) {

    /** The same, with another classifier to begin with: an id or the path of a network file; empty: as it is. */
    public Outside beginningWith(Optional<String> classifier) {
        if (classifier.isEmpty()) {
            return this;
        }
        String wanted = classifier.get();
        Supplier<List<ClassifierLibrary.Entry>> sorted = () -> {
            List<ClassifierLibrary.Entry> entries = new ArrayList<>(classifiers.get());
            entries.removeIf(e -> e.id().equals(wanted));
            entries.addFirst(
                    new ClassifierLibrary.Entry(wanted, load.apply(wanted).card(), false));
            return entries;
        };
        return new Outside(service, sorted, load, origin, engine, open, samp, samples);
    }

    /** The same, without a word to other programs: for a window that nobody sits before. */
    public Outside alone() {
        return new Outside(service, classifiers, load, origin, engine, open, Optional.empty(), samples);
    }
}
