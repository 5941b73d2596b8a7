package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lobescope.benchmark.Interaction;
import org.lobescope.benchmark.Timing;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.sky.Samples;

class InteractionBenchmarkTest {
    @Test
    void doesInTheWindowWhatAPersonDoes() throws Exception {
        List<String> lines = new ArrayList<>();
        Interaction interaction = InteractionBenchmark.measure(
                new ClassifierLibrary(Path.of("none")),
                "lenet",
                () -> Samples.all().getFirst().read(),
                1,
                lines::add);
        Map<String, Interaction.Wait> waits =
                interaction.waits().stream().collect(Collectors.toMap(Interaction.Wait::id, Function.identity()));
        assertEquals(waits.size(), lines.size());
        assertTrue(waits.keySet()
                .containsAll(List.of(
                        "probabilities",
                        "first_map",
                        "all_maps",
                        "pause",
                        "limits",
                        "threshold",
                        "opacity",
                        "frame",
                        "layer_grad-cam",
                        "layer_grad-cam-plus-plus",
                        "layer_score-cam",
                        "looked_layer_score-cam")));
        double probabilities = median(waits, "probabilities");
        double first = median(waits, "first_map");
        assertTrue(0 < probabilities && probabilities <= first && first <= median(waits, "all_maps"), lines.toString());
        assertEquals(120, timing(waits, "limits").runs().size());
        assertTrue(timing(waits, "pause").runs().size() > 3);
    }

    private static Timing timing(Map<String, Interaction.Wait> waits, String id) {
        return Objects.requireNonNull(waits.get(id), id).timing();
    }

    private static double median(Map<String, Interaction.Wait> waits, String id) {
        return timing(waits, id).median();
    }
}
