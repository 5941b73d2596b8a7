package org.lobescope.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lobescope.ComputeSettings;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Question;
import org.lobescope.explain.Target;
import org.lobescope.network.Device;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;
import org.lobescope.service.NetworkLoader.LoadedNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes explanations in this process.
 *
 * <p>Each request has a thread of its own that runs its method; the network's batches go as chunks to workers that all
 * requests share. So ten methods fill all cores, whichever of them waits for a result.
 */
public final class LocalExplanationService implements ExplanationService {
    private static final Logger LOG = LoggerFactory.getLogger(LocalExplanationService.class);

    /** Classifying is one forward pass, and everything else is about its answer. */
    private static final int AHEAD_OF_ALL = Integer.MAX_VALUE;

    /** Networks in memory: two to compare, and the one that is looked at next. */
    private static final int NETWORKS = 3;

    /** How long closing waits for the batches that are under way. */
    private static final long FAREWELL_SECONDS = 20;

    private final NetworkLoader loader;
    private final Explainer explainer;
    private final LongSupplier nanoClock;
    private final Workers workers;
    private final LoadedNetworks networks;
    private final Coordinators coordinators;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            LowPriority.threads(Thread.ofPlatform().daemon().name("explain-", 1).factory()));
    private final Executor postmen =
            letter -> Thread.ofVirtual().name("listener").start(letter);
    private final SharedWork shared;
    private final RecentAnswers recent;
    private final ExplanationStore store;

    private final AtomicLong arrivals = new AtomicLong();
    private final Set<RequestInFlight> untold = ConcurrentHashMap.newKeySet(); // whose listener does not know the end
    private final Map<String, RequestInFlight> slots = new HashMap<>(); // guarded by itself, as is closed
    private boolean closed;

    /** A service that runs networks with PyTorch, one worker per core, and keeps results only as long as it lives. */
    public LocalExplanationService() {
        this(ExplanationStore.NONE);
    }

    /**
     * A service that runs networks with PyTorch, one worker per core.
     *
     * @param store what keeps results for other runs; it is closed with the service
     */
    public LocalExplanationService(ExplanationStore store) {
        this(store, Optional.empty());
    }

    /**
     * A service that runs networks with PyTorch on a device.
     *
     * @param store what keeps results for other runs; it is closed with the service
     * @param device to compute with; empty: the best that the engine finds
     */
    public LocalExplanationService(ExplanationStore store, Optional<Device> device) {
        this(new TorchLoader(device), store);
    }

    /**
     * A service with one worker per core.
     *
     * @param loader what makes networks ready to run
     * @param store what keeps results for other runs; it is closed with the service
     */
    public LocalExplanationService(NetworkLoader loader, ExplanationStore store) {
        this(
                loader,
                (method, question, run) -> method.explain(question, run),
                ComputeSettings.current().threadsHere(),
                System::nanoTime,
                BoundedCache.usualCapacity(),
                store);
    }

    LocalExplanationService(NetworkLoader loader, Explainer explainer, int cores, LongSupplier nanoClock, long keep) {
        this(loader, explainer, cores, nanoClock, keep, ExplanationStore.NONE);
    }

    /**
     * A service.
     *
     * @param cores the number of workers
     * @param keep bytes of explanations that are kept, and bytes of shared work
     */
    LocalExplanationService(
            NetworkLoader loader,
            Explainer explainer,
            int cores,
            LongSupplier nanoClock,
            long keep,
            ExplanationStore store) {
        this.loader = loader;
        this.explainer = explainer;
        this.nanoClock = nanoClock;
        this.workers = new Workers(cores);
        this.networks = new LoadedNetworks(loader, NETWORKS);
        this.coordinators = new Coordinators(cores + 2, threads, this::compute);
        this.shared = new SharedWork(keep);
        this.recent = new RecentAnswers(keep);
        this.store = store;
    }

    @Override
    public void prepare() {
        // Not one of the threads that give way: others can look up no native function until the libraries are loaded.
        Thread.ofPlatform().daemon().name("engine").start(() -> {
            loader.prepare();
            ProgramCode.fingerprint(); // the store asks for it with the first request
        });
    }

    @Override
    public void warmUp(Classifier classifier) {
        ImageShape shape = classifier.graph().input();
        if (isClosed()) {
            return;
        }
        threads.execute(() -> {
            try (LoadedNetworks.Lease lease = networks.lease(classifier, shape)) {
                // One forward pass lets the engine choose its kernels before somebody waits for it.
                Task task = new Task(new Standing(Integer.MIN_VALUE, false, arrivals.getAndIncrement()));
                new PooledNetwork(lease.loaded().network(), workers, task)
                        .logits(new Tensor(shape.batch(1), new float[shape.size()]));
            } catch (CancellationException e) {
                LOG.debug("closed while warming up");
            } catch (Throwable e) { // the first request will tell it to whom it concerns
                LOG.warn("{} could not be loaded ahead of time", classifier.id(), e);
            }
        });
    }

    @Override
    public Ticket explain(ExplanationRequest request, Consumer<RequestState> listener) {
        ExplanationKey key = ExplanationKey.of(request);
        Explanation known = recent.explanation(key);
        Mailbox mailbox = new Mailbox(listener, postmen);
        RequestInFlight fresh;
        RequestInFlight older;
        boolean late;
        synchronized (slots) {
            late = closed;
            older = slots.get(request.slot());
            fresh = new RequestInFlight(request, key, standing(request, older), mailbox, this::stop);
            if (!late) {
                slots.put(request.slot(), fresh);
                untold.add(fresh);
            }
        }
        mailbox.delivered().thenRun(() -> untold.remove(fresh));
        if (older != null) {
            stop(older);
        }
        if (late) {
            stop(fresh);
        } else if (known != null) {
            end(fresh, new RequestState.Finished(known, true));
        } else if (mailbox.write(new RequestState.Waiting())) {
            coordinators.submit(fresh); // before the listener is told: waking two threads takes time
            mailbox.send();
        }
        return fresh;
    }

    @Override
    public void classify(
            Classifier classifier, PreparedImage image, Consumer<float[]> listener, Consumer<String> failure) {
        ExplanationKey.Subject subject = ExplanationKey.subject(classifier, image);
        if (isClosed()) {
            postmen.execute(() -> failure.accept("Lobescope is closing: nothing was classified."));
            return;
        }
        threads.execute(() -> {
            float[] answer = recent.logits(subject);
            if (answer == null) {
                try {
                    answer = logits(classifier, image);
                    recent.keep(subject, answer);
                } catch (CancellationException e) {
                    failure.accept("Lobescope is closing: nothing was classified.");
                    return;
                } catch (Throwable e) {
                    failure.accept(
                            failed("Classifying with " + classifier.card().name(), image, e));
                    return;
                }
            }
            listener.accept(answer.clone());
        });
    }

    @Override
    public void cancelAll() {
        untold.forEach(this::stop);
    }

    @Override
    public ServiceStatus status() {
        String label =
                loader.device().label() + ", " + workers.count() + (workers.count() == 1 ? " worker" : " workers");
        int unfinished = (int)
                untold.stream().filter(request -> !request.mailbox().isClosed()).count();
        return new ServiceStatus(label, networks.loadedOnce(), unfinished, ProcessMemory.bytes());
    }

    @Override
    public void close() {
        synchronized (slots) {
            if (closed) {
                return;
            }
            closed = true;
        }
        List<RequestInFlight> last = List.copyOf(untold);
        last.forEach(this::stop);
        workers.close();
        Farewell.of(threads, last.stream().map(RequestInFlight::mailbox).toList(), FAREWELL_SECONDS);
        networks.close();
        store.close();
    }

    private boolean isClosed() {
        synchronized (slots) {
            return closed;
        }
    }

    /** A request takes the place in line of the one that it replaces: moving a slider sends nobody to the end. */
    private Standing standing(ExplanationRequest request, @Nullable RequestInFlight older) {
        long sequence =
                older == null ? arrivals.getAndIncrement() : older.standing().sequence();
        return new Standing(request.priority(), request.method().id() == MethodId.GUIDED_IG, sequence);
    }

    /** Computes a request; what it returns tells the listener, on the thread that has computed and has nothing else to do. */
    private Runnable compute(RequestInFlight request) {
        ExplanationRequest asked = request.request();
        if (!request.mailbox().post(new RequestState.Running(0, null))) {
            return () -> {};
        }
        Optional<Explanation> stored = store.find(asked);
        if (stored.isPresent()) {
            recent.keep(request.key(), stored.get());
            return () -> end(request, new RequestState.Finished(stored.get(), true), Runnable::run);
        }
        try (LoadedNetworks.Lease lease = networks.lease(asked.classifier(), shape(asked.image()))) {
            request.task().check();
            PooledNetwork network = new PooledNetwork(lease.loaded().network(), workers, request.task());
            RequestRun run = new RequestRun(request, network, shared, nanoClock, threads);
            long begun = System.nanoTime();
            Explanation explanation = explainer.explain(asked.method(), question(asked, lease.loaded()), run);
            Explanation timed = explanation.timed((System.nanoTime() - begun) * 1e-9);
            recent.keep(request.key(), timed);
            store.keep(asked, timed);
            return () -> end(request, new RequestState.Finished(timed), Runnable::run);
        } catch (CancellationException e) {
            return () -> stop(request);
        } catch (Throwable e) { // an OutOfMemoryError ends this request, not the program
            String what = asked.method().id().title() + " with "
                    + asked.classifier().card().name();
            return () -> end(request, new RequestState.Failed(failed(what, asked.image(), e)), Runnable::run);
        }
    }

    private Question question(ExplanationRequest request, LoadedNetwork loaded) {
        Optional<Layer> layer =
                request.method().id().layered() ? Optional.of(layer(request, loaded)) : Optional.empty();
        Target target = request.target();
        List<String> classes = request.classifier().card().classes();
        if (target.classIndex() < 0 || target.classIndex() >= classes.size()) {
            throw new Problem("The classifier " + request.classifier().card().name() + " has no class "
                    + target.classIndex() + ": choose one of " + String.join(", ", classes) + ".");
        }
        return new Question(
                request.image().x(), request.image().blackSky(), target, classes.get(target.classIndex()), layer);
    }

    private static Layer layer(ExplanationRequest request, LoadedNetwork loaded) {
        String network = request.classifier().card().name();
        String method = request.method().id().title();
        if (request.layer().isEmpty()) {
            return loaded.defaultLayer()
                    .orElseThrow(() -> new Problem(request.classifier()
                            .layerless(method)
                            .orElse(network + " has no layer for " + method + ".")));
        }
        request.classifier().graph().closed().ifPresent(closed -> {
            throw new Problem(closed.without(method));
        });
        String name = request.layer().get();
        return loaded.layer(name)
                .orElseThrow(() -> new Problem("The classifier " + network + " has no layer '" + name
                        + "': 'lobescope model inspect' lists its layers."));
    }

    private float[] logits(Classifier classifier, PreparedImage image) {
        Task task = new Task(new Standing(AHEAD_OF_ALL, false, arrivals.getAndIncrement()));
        try (LoadedNetworks.Lease lease = networks.lease(classifier, shape(image))) {
            return new PooledNetwork(lease.loaded().network(), workers, task).logits(image.x())[0];
        }
    }

    private static ImageShape shape(PreparedImage image) {
        Tensor x = image.x();
        return new ImageShape(x.axis(1), x.axis(2), x.axis(3));
    }

    private static String failed(String what, PreparedImage image, Throwable failure) {
        if (failure instanceof Problem) {
            LOG.info("{}: {}", what, failure.getMessage(), failure);
        } else {
            LOG.error("{} failed", what, failure);
        }
        return FailureSentence.of(what + " on an input of " + shape(image), failure);
    }

    private void stop(RequestInFlight request) {
        if (request.task().cancel()) {
            coordinators.remove(request);
            end(request, new RequestState.Stopped());
        }
    }

    private void end(RequestInFlight request, RequestState state) {
        end(request, state, postmen);
    }

    private void end(RequestInFlight request, RequestState state, Executor carrier) {
        request.task().end();
        workers.drop(request.task());
        synchronized (slots) {
            slots.remove(request.request().slot(), request);
        }
        request.mailbox().post(state, carrier);
    }
}
