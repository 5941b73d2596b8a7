package org.lobescope.service.home;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.ServiceStatus;
import org.lobescope.service.Ticket;

/** A service whose home can be changed while it works: what is not finished is asked at the new home. */
public final class MovingService implements ExplanationService {
    private final Function<Home, ExplanationService> opener;
    private final Set<Moving> unfinished = ConcurrentHashMap.newKeySet();
    private Home home; // guarded by this, as is the service
    private ExplanationService service;

    /**
     * A service.
     *
     * @param home to begin with
     * @param opener opens homes
     */
    public MovingService(Home home, Function<Home, ExplanationService> opener) {
        this.opener = opener;
        this.home = home;
        this.service = opener.apply(home);
    }

    /** Where it is computed now. */
    public synchronized Home home() {
        return home;
    }

    /**
     * Moves. Closing the old home may take seconds: to be called in the background.
     *
     * @throws org.lobescope.Problem when the new home cannot be opened; then nothing has changed
     */
    public void move(Home to) {
        ExplanationService fresh = opener.apply(to);
        ExplanationService old;
        List<Moving> pending;
        synchronized (this) {
            old = service;
            service = fresh;
            home = to;
            pending = List.copyOf(unfinished);
        }
        pending.forEach(request -> request.ask(fresh));
        old.close();
    }

    private synchronized ExplanationService current() {
        return service;
    }

    @Override
    public void prepare() {
        current().prepare();
    }

    @Override
    public void warmUp(Classifier classifier) {
        current().warmUp(classifier);
    }

    @Override
    public Ticket explain(ExplanationRequest request, Consumer<RequestState> listener) {
        Moving moving = new Moving(request, listener);
        unfinished.add(moving);
        moving.ask(current());
        return moving;
    }

    @Override
    public void classify(
            Classifier classifier, PreparedImage image, Consumer<float[]> logits, Consumer<String> failure) {
        ExplanationService asked = current();
        asked.classify(classifier, image, logits, reason -> {
            ExplanationService now = current();
            if (now == asked) {
                failure.accept(reason);
            } else {
                now.classify(classifier, image, logits, failure);
            }
        });
    }

    @Override
    public void cancelAll() {
        current().cancelAll();
    }

    @Override
    public ServiceStatus status() {
        return current().status();
    }

    @Override
    public void close() {
        current().close();
    }

    /** A request that may be asked at several homes, one after the other; only the last one's states count. */
    private final class Moving implements Ticket {
        private final ExplanationRequest request;
        private final Consumer<RequestState> listener;
        private final CompletableFuture<RequestState> end = new CompletableFuture<>();
        private @Nullable ExplanationService at; // guarded by this, as is what follows
        private @Nullable Ticket ticket;
        private double fraction;
        private boolean ended;

        Moving(ExplanationRequest request, Consumer<RequestState> listener) {
            this.request = request;
            this.listener = listener;
        }

        void ask(ExplanationService where) {
            synchronized (this) {
                if (ended || at == where) {
                    return;
                }
                at = where;
            }
            Ticket fresh = where.explain(request, state -> hear(where, state));
            synchronized (this) {
                if (at == where) {
                    ticket = fresh;
                }
            }
            ExplanationService now = current();
            if (now != where) {
                ask(now); // moved meanwhile
            }
        }

        private void hear(ExplanationService from, RequestState state) {
            boolean last;
            synchronized (this) {
                if (at != from || ended) {
                    return;
                }
                switch (state) {
                    case RequestState.Waiting w -> {
                        if (fraction > 0) {
                            return;
                        }
                    }
                    case RequestState.Running running -> {
                        if (running.fraction() < fraction) {
                            return;
                        }
                        fraction = running.fraction();
                    }
                    case RequestState.Finished _, RequestState.Failed _, RequestState.Stopped _ -> ended = true;
                }
                last = ended;
            }
            try {
                listener.accept(state);
            } finally {
                if (last) {
                    unfinished.remove(this);
                    end.complete(state);
                }
            }
        }

        @Override
        public void cancel() {
            Ticket present;
            synchronized (this) {
                present = ticket;
            }
            if (present != null) {
                present.cancel();
            }
        }

        @Override
        public RequestState await() throws InterruptedException {
            try {
                return end.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // never completed with an exception
            }
        }
    }
}
