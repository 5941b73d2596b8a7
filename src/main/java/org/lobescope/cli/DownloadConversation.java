package org.lobescope.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lobescope.Problem;
import org.lobescope.service.engine.DownloadOffer;
import org.lobescope.service.engine.DownloadProspect;
import org.lobescope.service.engine.EngineChoice;

/** Says what a download would bring and cost, asks, and does it. */
final class DownloadConversation {
    private final EngineChoice choice;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean watched;

    /** A conversation; {@code watched}: a person sees the progress. */
    DownloadConversation(EngineChoice choice, PrintWriter out, PrintWriter err, boolean watched) {
        this.choice = choice;
        this.out = out;
        this.err = err;
        this.watched = watched;
    }

    /**
     * Holds it.
     *
     * @param agreed the person has said yes already
     * @param anyway also to a download that brings nothing
     * @param ask asks the person a question with yes or no; empty where nobody can be asked
     * @throws Problem when there is nothing to download, nobody agrees, or it does not work
     */
    void hold(boolean agreed, boolean anyway, Optional<Predicate<String>> ask) {
        DownloadProspect prospect = choice.prospect();
        if (prospect.offer().isEmpty()) {
            throw new Problem(prospect.offered());
        }
        DownloadOffer offer = prospect.offer().get();
        out.println(prospect.offered());
        if (!prospect.found().isEmpty()) {
            out.println(prospect.found());
        }
        prospect.warning().ifPresent(out::println);
        prospect.lack().ifPresent(lack -> {
            throw new Problem(lack);
        });
        out.flush();
        if (!prospect.isPromising() && !anyway) {
            if (agreed || ask.isEmpty()) {
                throw new Problem(
                        "Nothing was downloaded, since it would bring nothing: add --anyway if you know better.");
            }
            if (!ask.get().test("Download it all the same?")) {
                throw new Problem("Nothing was downloaded.");
            }
        } else if (!agreed) {
            if (ask.isEmpty()) {
                throw new Problem("Nothing was downloaded, since nobody could be asked: add --yes to agree.");
            }
            if (!ask.get().test("Download it?")) {
                throw new Problem("Nothing was downloaded.");
            }
        }
        List<String> devices;
        try (DownloadBar bar = new DownloadBar(err, watched)) {
            devices = choice.download(offer, bar);
        }
        out.println("Devices: " + String.join(", ", devices));
    }
}
