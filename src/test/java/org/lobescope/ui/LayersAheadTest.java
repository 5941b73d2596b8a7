package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.sky.Samples;

/** While nobody waits, the maps of the other layers are made. */
class LayersAheadTest {
    private static final int METHODS = 3;

    @TempDir
    Path folder;

    private final PatternService service = new PatternService();
    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(service, folder, Optional.empty());
        model = window.model();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private List<Layer> others() {
        return model.layers().layers().get().stream()
                .filter(layer -> !layer.equals(model.layers().chosen().get()))
                .toList();
    }

    private void choose(Layer layer) throws Exception {
        TestWindow.fx(() -> model.layers().chosen().set(layer));
        TestWindow.settle();
    }

    @Test
    void asksForExactlyWhatTheTilesWillAskForTheNearestLayerFirst() throws Exception {
        window.openSample();
        int expected = METHODS * others().size();
        assertTrue(expected > METHODS, "a network with several layers to look at");
        TestWindow.until(() -> service.ahead().size() == expected);
        List<String> offered =
                model.layers().layers().get().stream().map(Layer::name).toList();
        int here = offered.indexOf(model.layers().chosen().get().name());
        List<Integer> away = service.ahead().stream()
                .map(r -> Math.abs(offered.indexOf(r.layer().orElseThrow()) - here))
                .toList();
        assertEquals(away.stream().sorted().toList(), away, "the nearest first");
        assertEquals(
                others().stream().map(Layer::name).collect(Collectors.toSet()),
                service.ahead().stream().map(r -> r.layer().orElseThrow()).collect(Collectors.toSet()));
        int least = service.asked().stream()
                .filter(r -> !r.slot().equals("ahead"))
                .mapToInt(ExplanationRequest::priority)
                .min()
                .orElseThrow();
        assertTrue(
                service.ahead().stream().allMatch(r -> r.priority() < least), "behind everything somebody waits for");

        int before = service.tiles().size();
        choose(others().getFirst());
        List<ExplanationRequest> asked =
                service.tiles().subList(before, service.tiles().size());
        assertEquals(METHODS, asked.size());
        Set<ExplanationRequest> made = service.ahead().stream()
                .map(r -> r.withSlot("").withPriority(0))
                .collect(Collectors.toSet());
        assertTrue(asked.stream().allMatch(r -> made.contains(r.withSlot("").withPriority(0))), asked.toString());
    }

    @Test
    void makesNothingWhileATileWaits() throws Exception {
        service.hold();
        TestWindow.fx(() -> window.explorer().controller().open(Samples.all().getFirst()));
        TestWindow.until(() -> service.tiles().size() == MethodId.values().length);
        TestWindow.settle();
        assertEquals(List.of(), service.ahead());
        service.release();
        TestWindow.until(() -> service.ahead().size() == METHODS * others().size());
    }

    @Test
    void stopHoldsUntilSomethingIsAskedAgain() throws Exception {
        service.stopAhead(true);
        window.openSample();
        TestWindow.until(() -> !service.ahead().isEmpty());
        TestWindow.settle();
        assertEquals(1, service.ahead().size());
        service.stopAhead(false);
        choose(others().getFirst());
        TestWindow.until(() -> service.ahead().size() > METHODS);
    }
}
