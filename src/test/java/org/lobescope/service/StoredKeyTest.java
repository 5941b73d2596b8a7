package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.service.Fixtures.LOGIT;
import static org.lobescope.service.StoredExamples.CLASSIFIER;
import static org.lobescope.service.StoredExamples.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Target;

/** The names of stored explanations: another one for whatever changes the map. */
class StoredKeyTest {
    @Test
    void whateverChangesTheMapHasAnotherFile() {
        StoredKey keys = new StoredKey("this program");
        Set<String> names = new TreeSet<>();
        PreparedImage image = Fixtures.image(1);
        List<ExplanationRequest> different = List.of(
                request(image, MethodId.GRAD_CAM, LOGIT, Optional.empty()),
                request(Fixtures.image(2), MethodId.GRAD_CAM, LOGIT, Optional.empty()),
                request(image, MethodId.GRAD_CAM_PLUS_PLUS, LOGIT, Optional.empty()),
                request(image, MethodId.GRAD_CAM, new Target(Target.Kind.LOGIT, 1), Optional.empty()),
                request(image, MethodId.GRAD_CAM, new Target(Target.Kind.PROBABILITY, 0), Optional.empty()),
                request(image, MethodId.GRAD_CAM, LOGIT, Optional.of("layer")),
                request(image, MethodId.SMOOTHGRAD, LOGIT, Optional.empty()));
        different.forEach(request -> names.add(keys.of(request).orElseThrow()));
        names.add(new StoredKey("another program").of(different.getFirst()).orElseThrow());
        assertEquals(different.size() + 1, names.size());
        names.forEach(name -> assertTrue(name.matches("[0-9a-f]{64}"), name));
        // Every option of every method changes the name, and nothing else does.
        for (MethodId id : MethodId.values()) {
            ExplanationRequest asked = request(image, id, LOGIT, Optional.empty());
            String name = keys.of(asked).orElseThrow();
            assertEquals(
                    name,
                    keys.of(new ExplanationRequest(
                                    "other tile",
                                    Fixtures.classifier("a"),
                                    Fixtures.image(1),
                                    Fixtures.method(id),
                                    LOGIT,
                                    Optional.empty(),
                                    7))
                            .orElseThrow());
            for (org.lobescope.explain.Option option : asked.method().options()) {
                Optional<Object> other = another(option);
                other.ifPresent(value -> assertNotEquals(
                        name,
                        keys.of(new ExplanationRequest(
                                        "tile",
                                        CLASSIFIER,
                                        image,
                                        asked.method().with(option.key(), value),
                                        LOGIT,
                                        Optional.empty(),
                                        0))
                                .orElseThrow(),
                        id + " " + option.key()));
            }
        }
    }

    private static Optional<Object> another(org.lobescope.explain.Option option) {
        return switch (option) {
            case org.lobescope.explain.Option.Whole o -> Optional.of(o.value() < o.max() ? o.value() + 1 : o.min());
            case org.lobescope.explain.Option.Real o -> Optional.of((o.value() + o.max()) / 2);
            case org.lobescope.explain.Option.Flag o -> Optional.of(!o.value());
            case org.lobescope.explain.Option.Choice o ->
                o.items().stream()
                        .map(item -> (Object) item.id())
                        .filter(id -> !id.equals(o.value()))
                        .findFirst();
            case org.lobescope.explain.Option.Reals o -> {
                List<Double> more = new ArrayList<>(o.value());
                more.add((o.min() + o.max()) / 2);
                yield Optional.of(more);
            }
        };
    }

    @Test
    void theCodeHasAFingerprint() {
        assertEquals(64, ProgramCode.fingerprint().orElseThrow().length());
        assertEquals(ProgramCode.fingerprint(), ProgramCode.fingerprint());
    }
}
