package org.lobescope.service.remote;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.service.ExplanationKey;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.Farewell;
import org.lobescope.service.Mailbox;
import org.lobescope.service.RecentAnswers;
import org.lobescope.service.RequestState;
import org.lobescope.service.ServiceStatus;
import org.lobescope.service.StoredExplanation;
import org.lobescope.service.Ticket;
import org.lobescope.service.wire.Ask;
import org.lobescope.service.wire.Health;
import org.lobescope.service.wire.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has explanations computed by a server at the other end of a link. Results are kept on this side, so that they outlast the
 * link and the server; what was under way when the link broke is asked again.
 */
public final class RemoteExplanationService implements ExplanationService {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteExplanationService.class);

    /** What a reply has beside maps: notes, channel weights, frames. */
    private static final int SLACK = 2 << 20;

    private static final long FAREWELL_SECONDS = 10;

    private final Link link;
    private final ExplanationStore store;
    private final Conversation conversation;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("remote-", 1).factory());
    private final RecentAnswers recent;
    private final Set<RemoteRequest> untold = ConcurrentHashMap.newKeySet(); // whose listener does not know the end
    private final Map<String, RemoteRequest> slots = new HashMap<>(); // guarded by itself, as is closed
    private boolean closed;

    /**
     * A service.
     *
     * @param link to the server; closed with the service
     * @param store keeps results for other runs; closed with the service
     * @param keep bytes of results that are kept in memory
     */
    public RemoteExplanationService(Link link, ExplanationStore store, long keep) {
        this.link = link;
        this.store = store;
        this.recent = new RecentAnswers(keep);
        this.conversation = new Conversation(link, new OutgoingUploads());
    }

    @Override
    public void warmUp(Classifier classifier) {
        start(() -> {
            try {
                Ask ask = new Ask.WarmUp(fingerprint(classifier));
                String what = "loading " + classifier.card().name();
                conversation.hold(
                        new Conversation.Question(ask, what, classifier, Optional.empty(), SLACK), reply -> {});
            } catch (InterruptedException | CancellationException e) {
                LOG.debug("closed while warming up");
            } catch (RuntimeException e) { // the first request will tell it to whom it concerns
                LOG.warn("{} could not be loaded ahead of time", classifier.id(), e);
            }
        });
    }

    @Override
    public Ticket explain(ExplanationRequest request, Consumer<RequestState> listener) {
        Mailbox mailbox = new Mailbox(
                listener, letter -> Thread.ofVirtual().name("listener").start(letter));
        RemoteRequest fresh = new RemoteRequest(request, mailbox, this::stop);
        RemoteRequest older;
        boolean late;
        synchronized (slots) {
            late = closed;
            older = slots.get(request.slot());
            if (!late) {
                slots.put(request.slot(), fresh);
                untold.add(fresh);
            }
        }
        mailbox.delivered().thenRun(() -> untold.remove(fresh));
        if (older != null) {
            stop(older);
        }
        Explanation known = recent.explanation(fresh.key());
        if (late) {
            stop(fresh);
        } else if (known != null) {
            end(fresh, new RequestState.Finished(known, true));
        } else if (mailbox.post(new RequestState.Waiting()) && !start(() -> compute(fresh))) {
            stop(fresh);
        }
        return fresh;
    }

    private void compute(RemoteRequest request) {
        ExplanationRequest asked = request.request();
        String what = asked.method().id().title() + " with "
                + asked.classifier().card().name();
        try {
            Optional<Explanation> stored = store.find(asked);
            if (stored.isPresent()) {
                recent.keep(request.key(), stored.get());
                end(request, new RequestState.Finished(stored.get(), true));
                return;
            }
            Ask ask = new Ask.Explain(
                    fingerprint(asked.classifier()),
                    asked.image().key(),
                    asked.slot(),
                    asked.method(),
                    asked.target(),
                    asked.layer(),
                    asked.priority());
            Conversation.Question question = new Conversation.Question(
                    ask, what, asked.classifier(), Optional.of(asked.image()), largestReply(asked.image()));
            request.talk(() -> conversation.hold(question, reply -> take(request, ask, reply)));
        } catch (InterruptedException | CancellationException e) {
            stop(request);
        } catch (Problem problem) {
            LOG.info("{}: {}", what, problem.getMessage(), problem);
            end(request, new RequestState.Failed(String.valueOf(problem.getMessage())));
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("{} failed", what, e);
            end(
                    request,
                    new RequestState.Failed(what + " failed on this side of the connection (" + e
                            + "); the log file has the details."));
        }
    }

    /** Map and magnitude, with room for notes and weights. */
    private static int largestReply(PreparedImage image) {
        long pixels = (long) image.x().axis(2) * image.x().axis(3);
        return (int) Math.min(Integer.MAX_VALUE, SLACK + 9 * pixels);
    }

    private void take(RemoteRequest request, Ask ask, Reply reply) {
        switch (reply) {
            case Reply.Running running -> request.progress(running.fraction(), running.partial());
            case Reply.Finished finished -> {
                Explanation explanation;
                try {
                    explanation = StoredExplanation.read(finished.explanation(), ResultKey.of(ask), request.request());
                } catch (IOException e) {
                    throw new Problem(
                            "The answer of " + link.place()
                                    + " is damaged: ask again, and install the same Lobescope at"
                                    + " both ends if that does not help.",
                            e);
                }
                recent.keep(request.key(), explanation);
                store.keep(request.request(), explanation);
                end(request, new RequestState.Finished(explanation));
            }
            case Reply.Failed failed -> end(request, new RequestState.Failed(failed.reason()));
            default -> {
                // waiting is what people have been told already
            }
        }
    }

    @Override
    public void classify(
            Classifier classifier, PreparedImage image, Consumer<float[]> listener, Consumer<String> failure) {
        ExplanationKey.Subject subject = ExplanationKey.subject(classifier, image);
        boolean started = start(() -> {
            float[] known = recent.logits(subject);
            if (known != null) {
                listener.accept(known.clone());
                return;
            }
            try {
                Ask ask = new Ask.Classify(fingerprint(classifier), image.key());
                String what = "Classifying with " + classifier.card().name();
                conversation.hold(
                        new Conversation.Question(ask, what, classifier, Optional.of(image), SLACK), reply -> {
                            if (reply instanceof Reply.Logits answer) {
                                recent.keep(subject, answer.values());
                                listener.accept(answer.values().clone());
                            } else if (reply instanceof Reply.Failed failed) {
                                failure.accept(failed.reason());
                            }
                        });
            } catch (InterruptedException | CancellationException e) {
                failure.accept("Lobescope is closing: nothing was classified.");
            } catch (Problem problem) {
                failure.accept(String.valueOf(problem.getMessage()));
            }
        });
        if (!started) {
            failure.accept("Lobescope is closing: nothing was classified.");
        }
    }

    private static String fingerprint(Classifier classifier) {
        return classifier
                .fingerprint()
                .orElseThrow(
                        () -> new Problem("The network of " + classifier.card().name()
                                + " was not read from a file and cannot be sent: compute it in this process."));
    }

    private boolean start(Runnable work) {
        synchronized (slots) {
            if (!closed) {
                threads.execute(work);
            }
            return !closed;
        }
    }

    @Override
    public void cancelAll() {
        untold.forEach(this::stop);
    }

    @Override
    public ServiceStatus status() {
        Optional<Health> health = link.health();
        int ours = (int)
                untold.stream().filter(request -> !request.mailbox().isClosed()).count();
        return new ServiceStatus(
                link.place(),
                health.map(Health::device).orElse(""),
                health.map(Health::ready).orElse(false),
                Math.max(ours, health.map(Health::unfinished).orElse(0)),
                health.map(Health::bytes).orElse(0L),
                link.trouble());
    }

    @Override
    public void close() {
        synchronized (slots) {
            if (closed) {
                return;
            }
            closed = true;
        }
        List<RemoteRequest> last = List.copyOf(untold);
        last.forEach(this::stop);
        link.close();
        Farewell.of(threads, last.stream().map(RemoteRequest::mailbox).toList(), FAREWELL_SECONDS);
        store.close();
    }

    private void stop(RemoteRequest request) {
        if (request.interrupt()) {
            end(request, new RequestState.Stopped());
        }
    }

    private void end(RemoteRequest request, RequestState state) {
        synchronized (slots) {
            slots.remove(request.request().slot(), request);
        }
        request.mailbox().post(state);
    }
}
