package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lobescope.service.Fixtures.LOGIT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Question;
import org.lobescope.explain.Run;
import org.lobescope.explain.Target;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;
import org.lobescope.service.NetworkLoader.LoadedNetwork;
import org.lobescope.service.RequestState.Finished;

/** For tests of a service with one worker, whose methods do what the test has written for them. */
@Timeout(60)
abstract class ScriptedService {
    static final Classifier CLASSIFIER = Fixtures.classifier("a");
    static final PreparedImage IMAGE = Fixtures.image(1);

    final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    final List<String> freed = Collections.synchronizedList(new ArrayList<>());
    final Map<MethodId, Explainer> scripts = new ConcurrentHashMap<>();
    final CountDownLatch end = new CountDownLatch(1);
    final AtomicLong clock = new AtomicLong();
    FakeNetwork network = new FakeNetwork(2, n -> {});
    final LocalExplanationService service =
            new LocalExplanationService(this::load, this::explain, 1, clock::get, 1 << 20);

    @AfterEach
    void close() {
        end.countDown();
        service.close();
    }

    private Explanation explain(Method method, Question question, Run run) {
        begun.add(method.id().id());
        Explainer script = scripts.get(method.id());
        if (script != null) {
            return script.explain(method, question, run);
        }
        run.progress(1, 2, () -> new float[6]);
        Tensor batch = new Tensor(new int[] {5, 1, 2, 3}, new float[30]);
        float[] map = run.network().gradients(batch, LOGIT).values().entry(0).values();
        return Fixtures.explanation(method, question, map);
    }

    Explanation finished(ExplanationRequest request) throws InterruptedException {
        Listener listener = new Listener();
        service.explain(request, listener).await();
        return assertInstanceOf(Finished.class, listener.checked()).explanation();
    }

    static ExplanationRequest request(String slot, MethodId id) {
        return new ExplanationRequest(slot, CLASSIFIER, IMAGE, Fixtures.method(id), LOGIT, Optional.empty(), 0);
    }

    static ExplanationRequest request(
            Classifier classifier, PreparedImage image, MethodId id, Target target, Optional<String> layer) {
        return new ExplanationRequest("tile", classifier, image, Fixtures.method(id), target, layer, 0);
    }

    private LoadedNetwork load(Classifier classifier, ImageShape shape) {
        return new LoadedFake(network, () -> freed.add(classifier.id()));
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
