package org.lobescope.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lobescope.explain.MethodId;

class ComparisonTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);

    private static final BenchmarkResult RESULT = Fixture.result("Abacus", DAY);

    @Test
    void comparesWhatBothHave() {
        Comparison comparison = Comparison.of(RESULT, Fixture.peers()).orElseThrow();
        assertEquals(
                List.of(MethodId.VANILLA_GRADIENT, MethodId.GRAD_CAM),
                comparison.rows().stream().map(Comparison.Row::method).toList());
        assertEquals(0.5, comparison.rows().getFirst().factor());
        assertEquals(1, comparison.rows().getLast().factor());
        assertEquals(6 / 1.5, comparison.plainFactor());
        assertEquals(0.625 / 1.5, comparison.fastestFactor());
        assertFalse(comparison.complete(), "Guided IG is missing there");
    }

    @Test
    void aNetworkThatTheyWereNotTimedOnHasNoComparison() {
        Peers none = new Peers("Abacus", 3, Map.of(), DAY, Map.of());
        assertEquals(Optional.empty(), Comparison.of(RESULT, none));
    }

    @Test
    void tellsWhetherMachineAndDayAreTheSame() {
        assertTrue(where("Abacus", 3, DAY).contains("are the same for both; ours were taken on 2026-02-03"));
        assertFalse(where("Abacus", 3, DAY).contains("not the same day"));
        assertTrue(where("Abacus", 3, DAY.plusDays(1)).contains("2026-02-04: not the same day"));
        assertTrue(where("Abacus", 2, DAY).contains("machines differ"));
        assertTrue(where("Slide rule", 3, DAY).contains("machines differ"));
    }

    private static String where(String cpu, int cores, LocalDate changed) {
        Peers peers = new Peers(cpu, cores, Map.of(), changed, Fixture.peers().networks());
        return Comparison.of(RESULT, peers).orElseThrow().where();
    }

    @Test
    void theReportHasEachMethodBesideItsFastestLibrary() {
        String text =
                BenchmarkReport.of(RESULT, Comparison.of(RESULT, Fixture.peers()), Optional.of(Fixture.interaction()));
        assertTrue(text.startsWith("All ten methods at once: 1.50 s (lenet, galaxy.fits, 150 x 152"), text);
        assertTrue(text.contains("25 % of the machine meanwhile: too much"), text);
        assertTrue(
                text.matches("(?s).*\\| Guided IG +\\| +1\\.00 \\|.*\\| +1 \\| +50 \\| +0 \\| +0 \\| +51 \\|\n.*"),
                text);
        assertTrue(text.matches("(?s).*\\| One after the other \\| +1\\.75 \\|.*"), text);
        assertTrue(text.matches("(?s).*\\| All at once +\\| +1\\.50 \\| +1\\.25 \\| +9\\.00 \\|.*"), text);
        assertTrue(
                text.matches(
                        "(?s).*\\| Vanilla Gradient \\| captum \\(frozen\\) +\\| +0\\.125 \\| 0\\.250 \\| +0\\.5 \\|.*"),
                text);
        assertTrue(
                text.matches("(?s).*\\| All ten +\\| each as a user calls it +\\| +6\\.00 \\| +1\\.50 \\| +- \\|.*"),
                text);
        assertTrue(text.matches("(?s).*\\| Stop pressed +\\| 7\\.0 ms \\| +490 ms \\| +500 ms \\| +3 \\|.*"), text);
        assertTrue(text.contains("their sums lack some"), text);
        List<Integer> widths = text.lines()
                .filter(line -> line.startsWith("|"))
                .map(String::length)
                .distinct()
                .toList();
        assertEquals(4, widths.size(), "one width for each table");
    }

    @Test
    void theJsonHasSecondsByMethodAndTheTotal() {
        JsonObject json = JsonParser.parseString(BenchmarkJson.of(
                        RESULT, Comparison.of(RESULT, Fixture.peers()), Optional.of(Fixture.interaction())))
                .getAsJsonObject();
        JsonObject methods = json.getAsJsonObject("methods");
        assertEquals(0.5, methods.getAsJsonObject("grad-cam").get("seconds").getAsDouble());
        assertEquals(
                51,
                methods.getAsJsonObject("guided-ig").get("passes_per_second").getAsDouble());
        assertEquals(1.5, json.get("total").getAsDouble());
        JsonObject stop = json.getAsJsonObject("interaction").getAsJsonObject("stop");
        assertEquals(0.007, stop.get("median").getAsDouble());
        assertEquals(0.5, stop.get("longest").getAsDouble());
        assertEquals(1.75, json.get("sum").getAsDouble());
        assertEquals(51, json.getAsJsonObject("total_passes").get("gradient").getAsInt());
        assertEquals(6, json.getAsJsonObject("peers").get("as_called").getAsDouble());
        assertFalse(json.getAsJsonObject("peers").has("as_called_factor"), "some methods are missing there");
    }

    @Test
    void mediansAndQuantiles() {
        assertEquals(3, new Timing(List.of(9.0, 1.0, 3.0)).median());
        assertEquals(2.5, new Timing(List.of(4.0, 1.0, 3.0, 2.0)).median());
        assertEquals(9, new Timing(List.of(9.0, 1.0, 3.0)).quantile(1));
    }
}
