package org.lobescope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.ServiceStatus;
import org.lobescope.service.Ticket;

/** Answers with a map that can be predicted, at once or when it is told to: no network runs. */
final class PatternService implements ExplanationService {
    private final List<ExplanationRequest> asked = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private volatile boolean holding;
    private volatile boolean stopping;
    private volatile int stops;
    private final AtomicInteger statusAsked = new AtomicInteger();
    private volatile float[] logits = {0, 3};
    private volatile List<Note> notes = List.of();

    /** What the map of a method at a layer says at a pixel. */
    static float value(int method, String layer, int x, int y) {
        return 1 + method + 0.01f * x + 0.0001f * y + Math.floorMod(layer.hashCode(), 97);
    }

    /** The requests of the tiles, the newest last; those of the strip of layers are left out. */
    List<ExplanationRequest> tiles() {
        return asked.stream().filter(r -> r.slot().startsWith("tile/")).toList();
    }

    /** All requests, the newest last. */
    List<ExplanationRequest> asked() {
        return asked;
    }

    /** From now on answers wait for {@link #release}. */
    void hold() {
        holding = true;
    }

    /** Gives all answers that wait, the oldest last: as bad an order as there is. */
    void release() {
        List<Runnable> answers;
        synchronized (held) {
            answers = new ArrayList<>(held).reversed();
            held.clear();
        }
        answers.forEach(Runnable::run);
    }

    /** From now on what is made ahead is stopped, as when somebody presses Stop. */
    void stopAhead(boolean stop) {
        stopping = stop;
    }

    /** The requests that nobody waits for yet, the newest last. */
    List<ExplanationRequest> ahead() {
        return asked.stream().filter(r -> r.slot().equals("ahead")).toList();
    }

    /** How often everything was stopped. */
    int stops() {
        return stops;
    }

    /** How often somebody wanted to know what it does. */
    int statusAsked() {
        return statusAsked.get();
    }

    /** Notes that all maps have from now on. */
    void note(String... texts) {
        notes = Stream.of(texts)
                .map(text -> new Note(Note.Caveat.NEARLY_EQUAL_WEIGHTS, text))
                .toList();
    }

    /** What every image's logits are. */
    void answer(float... values) {
        logits = values;
    }

    @Override
    public void warmUp(Classifier classifier) {}

    @Override
    public Ticket explain(ExplanationRequest request, Consumer<RequestState> listener) {
        asked.add(request);
        int height = request.image().x().axis(2);
        int width = request.image().x().axis(3);
        String layer = request.layer().orElse("");
        float[] map = new float[height * width];
        for (int i = 0; i < map.length; i++) {
            map[i] = value(request.method().id().ordinal(), layer, i % width, i / width);
        }
        Optional<Layer> tapped = request.classifier().graph().layer(layer);
        RequestState.Finished end = new RequestState.Finished(new Explanation(
                request.method(),
                request.target(),
                tapped,
                height,
                width,
                map,
                map,
                Explanation.Sign.NON_NEGATIVE,
                notes,
                Optional.empty(),
                Optional.empty(),
                0.01));
        if (holding && request.slot().startsWith("tile/")) {
            synchronized (held) {
                held.add(() -> listener.accept(end));
            }
        } else if (stopping && request.slot().equals("ahead")) {
            listener.accept(new RequestState.Stopped());
        } else {
            listener.accept(end);
        }
        return new Ticket() {
            @Override
            public void cancel() {}

            @Override
            public RequestState await() {
                return end;
            }
        };
    }

    @Override
    public void classify(Classifier c, PreparedImage image, Consumer<float[]> receiver, Consumer<String> failure) {
        receiver.accept(logits.clone());
    }

    @Override
    public void cancelAll() {
        stops++;
    }

    @Override
    public ServiceStatus status() {
        statusAsked.incrementAndGet();
        return new ServiceStatus("pattern", true, 0, 1);
    }

    @Override
    public void close() {}
}
