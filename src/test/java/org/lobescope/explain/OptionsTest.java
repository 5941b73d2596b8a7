package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lobescope.Problem;
import org.lobescope.Problems;
import org.lobescope.explain.segment.Segmentation;

/** Options of all methods can be read, changed and set back; what is out of range is refused in words. */
class OptionsTest {
    static Stream<Method> methods() {
        return Stream.of(Preset.values()).flatMap(preset -> Presets.methods(preset).stream());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void settingAnOptionToWhatItIsChangesNothing(Method method) {
        Set<String> keys = new HashSet<>();
        for (Option option : method.options()) {
            assertTrue(keys.add(option.key()), "one option of a key");
            assertEquals(method, method.with(option.key(), option.value()));
            assertFalse(option.label().isBlank());
            assertTrue(option.help().endsWith("."), option.help());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyOptionCanBeChangedAndSetBack(Method method) {
        for (Option option : method.options()) {
            Object other = switch (option) {
                case Option.Whole o -> o.value().equals(o.min()) ? o.max() : o.min();
                case Option.Real o -> o.value().equals(o.min()) ? o.max() : o.min();
                case Option.Flag o -> !o.value();
                case Option.Reals _ -> List.of(1.0, 2.0);
                case Option.Choice o ->
                    o.items().stream()
                            .map(Option.Choice.Item::id)
                            .filter(id -> !id.equals(o.value()))
                            .findFirst()
                            .orElseThrow();
            };
            Method changed = method.with(option.key(), other);
            assertNotEquals(method, changed, option.key());
            assertEquals(
                    other,
                    changed.options().stream()
                            .filter(o -> o.key().equals(option.key()))
                            .findFirst()
                            .orElseThrow()
                            .value());
            assertEquals(method, changed.with(option.key(), option.value()), "nothing else changed");
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatIsOutOfRangeIsRefusedInWords(Method method) {
        for (Option option : method.options()) {
            for (Object wrong : List.of("no such choice", -1e9, Double.NaN, List.of(), List.of("a"))) {
                String problem = Problems.sentence(() -> method.with(option.key(), wrong));
                assertTrue(problem.contains(option.key()), problem);
                assertTrue(problem.contains("choose"), problem);
            }
        }
        String problem = Problems.sentence(() -> method.with("no-such-option", 1));
        assertTrue(problem.contains(method.id().title()), problem);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodHasACard(Method method) {
        MethodCard card = method.card();
        assertEquals(method.id(), card.method());
        assertTrue(card.formula().contains("map"), "formula");
        assertTrue(card.sources().stream().anyMatch(source -> source.contains("arXiv")), "paper");
        assertTrue(card.caveats().size() >= 2, "caveats");
        assertFalse(card.cost().isBlank(), "cost");
    }

    @Test
    void wholeNumbersAreTakenFromJson() {
        assertEquals(10, ((SmoothGrad) SmoothGrad.reference().with("samples", 10.0)).samples());
        assertThrows(Problem.class, () -> SmoothGrad.reference().with("samples", 10.5));
    }

    @Test
    void presetsAreThoseOfTheStudyAndOfThePapers() {
        assertEquals(
                new IntegratedGradients(50, IntegratedGradients.Rule.GAUSS_LEGENDRE, Baseline.BLACK_SKY, false),
                Presets.method(MethodId.INTEGRATED_GRADIENTS, Preset.REFERENCE));
        assertEquals(
                new GuidedIg(25, 0.5, 1, Baseline.BLACK_SKY, false), Presets.method(MethodId.GUIDED_IG, Preset.PAPER));
        assertEquals(
                new Xrai(
                        100,
                        new Segmentation(List.of(50.0, 100.0, 150.0, 250.0, 500.0, 1200.0), 0.8, 150, 224, 5),
                        50,
                        false),
                Presets.method(MethodId.XRAI, Preset.REFERENCE));
        for (MethodId id : MethodId.values()) {
            assertEquals(id, Presets.method(id, Preset.PAPER).id());
        }
        assertEquals(Target.Kind.PROBABILITY, Presets.defaultTarget(MethodId.XRAI, Preset.PAPER));
        assertEquals(Target.Kind.LOGIT, Presets.defaultTarget(MethodId.XRAI, Preset.REFERENCE));
        assertEquals(Target.Kind.LOGIT, Presets.defaultTarget(MethodId.GRAD_CAM, Preset.PAPER));
        assertEquals(Target.Kind.PROBABILITY, Presets.defaultTarget(MethodId.SCORE_CAM, Preset.REFERENCE));
    }
}
