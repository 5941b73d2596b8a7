package org.lobescope.ui.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.ContentHash;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.session.Session;
import org.lobescope.sky.ImageEntry;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Samples;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.Outside;
import org.lobescope.ui.source.Place;
import org.lobescope.ui.source.SourceModel.Opened;

/**
 * A session whose files were found and read.
 *
 * @param session what it says
 * @param opened its image, as its classifier takes it
 * @param where the classifier was loaded from: an id or a path
 * @param doubts what may make the view another than the one that was saved, one sentence each
 */
record Restored(Session session, Opened opened, String where, List<String> doubts) {
    Restored {
        doubts = List.copyOf(doubts);
    }

    /**
     * Reads the files of a session; takes time.
     *
     * @param name of the session, for messages
     * @throws Problem when one of them can't be read
     */
    static Restored read(Session session, String name, Outside outside) {
        List<String> doubts = new ArrayList<>();
        String where = session.classifier()
                .file()
                .map(Path::toString)
                .orElse(session.classifier().id());
        Classifier classifier = outside.load().apply(where);
        String hash = session.classifier().sha256();
        if (!hash.isEmpty() && !hash.equals(outside.origin().apply(where).sha256())) {
            doubts.add(
                    "The classifier " + where + " is another one than when " + name + " was saved: maps may differ.");
        }
        Place place = place(session.image(), name, outside);
        RadioImage image = place.sample().map(Sample::read).orElseGet(() -> {
            ImageEntry entry = place.image().orElseThrow();
            return outside.open().apply(place.file().orElseThrow()).read(entry, place.plane(), entry.centre());
        });
        place.file().ifPresent(file -> {
            String was = session.image().sha256();
            if (!was.isEmpty() && !was.equals(ContentHash.of(file))) {
                doubts.add(file + " has another content than when " + name + " was saved: the view may differ.");
            }
        });
        PreparedImage prepared = session.cutOut()
                .map(part -> classifier.prepare(image, part))
                .orElseGet(() -> classifier.prepare(image));
        return new Restored(session, Opened.of(place, image, classifier, prepared), where, doubts);
    }

    private static Place place(Session.Image wanted, String name, Outside outside) {
        if (wanted.file().isEmpty()) {
            Optional<Sample> sample = Samples.all().stream()
                    .filter(each -> each.id().equals(wanted.sample()))
                    .findFirst();
            return Place.of(sample.orElseThrow(
                    () -> new Problem(name + " names no image that this Lobescope has; open the image itself.")));
        }
        Path file = wanted.file().get();
        ImageFile found = outside.open().apply(file);
        ImageEntry entry = wanted.hdu()
                .map(hdu -> found.images().stream()
                        .filter(each -> each.hdu() == hdu)
                        .findFirst()
                        .orElseThrow(() -> new Problem(file + " has no image in HDU " + hdu + ", which " + name
                                + " asks for; open another file.")))
                .orElse(found.images().getFirst());
        int plane = wanted.plane().orElseGet(() -> found.firstPlane(entry));
        return Place.of(file, found.images(), entry, plane);
    }
}
