package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.Problem;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Option;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;

class ChosenMethodTest {
    private static List<ChosenMethod> chosen(String ids, String... options) {
        return ChosenMethod.of(List.of(ids.split(",")), Preset.REFERENCE, Optional.empty(), Arrays.asList(options));
    }

    @Test
    void allMeansAllTenWithThePresetsOptionsAndTargets() {
        for (Preset preset : Preset.values()) {
            List<ChosenMethod> all = ChosenMethod.of(List.of("all"), preset, Optional.empty(), List.of());
            assertEquals(
                    Presets.methods(preset),
                    all.stream().map(ChosenMethod::method).toList());
            for (ChosenMethod one : all) {
                assertEquals(Presets.defaultTarget(one.method().id(), preset), one.target());
            }
        }
        assertEquals(
                Target.Kind.DIFFERENCE,
                ChosenMethod.of(List.of("xrai"), Preset.PAPER, Optional.of(Target.Kind.DIFFERENCE), List.of())
                        .getFirst()
                        .target());
    }

    @Test
    void someAreShownOnceAndInTheUsualOrder() {
        assertEquals(
                List.of(MethodId.SMOOTHGRAD, MethodId.GRAD_CAM),
                chosen("Grad-CAM, smoothgrad,grad-cam").stream()
                        .map(one -> one.method().id())
                        .toList());
    }

    @Test
    void optionsOfEveryKindCanBeSet() {
        for (MethodId id : MethodId.values()) {
            for (Option option : Presets.method(id, Preset.REFERENCE).options()) {
                String value = switch (option) {
                    case Option.Whole whole -> "" + (whole.value() < whole.max() ? whole.value() + 1 : whole.min());
                    case Option.Real real -> "" + (real.min() + real.max()) / 2;
                    case Option.Flag flag -> "" + !flag.value();
                    case Option.Choice choice -> choice.items().getLast().id();
                    case Option.Reals reals -> reals.min() + "," + reals.max();
                };
                Option set = chosen("all", id.id() + "." + option.key() + "=" + value).stream()
                        .filter(one -> one.method().id() == id)
                        .flatMap(one -> one.method().options().stream())
                        .filter(o -> o.key().equals(option.key()))
                        .findFirst()
                        .orElseThrow();
                String shown = set.value() instanceof List<?> list
                        ? String.join(",", list.stream().map(String::valueOf).toList())
                        : set.value().toString();
                assertEquals(value, shown, id + " " + option.key());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gradcam,, 'There is no method ''gradcam'''",
        "grad-cam, grad-cam, METHOD.KEY=VALUE",
        "grad-cam, grad-cam.signed, METHOD.KEY=VALUE",
        "grad-cam, smoothgrad.samples=3, that --methods does not ask for",
        "grad-cam, grad-cam.colour=3, has no option 'colour'",
        "grad-cam, grad-cam.signed=maybe, true or false",
        "smoothgrad, smoothgrad.samples=many, a whole number",
        "smoothgrad, smoothgrad.samples=0, a whole number",
        "smoothgrad, smoothgrad.samples=, a whole number",
        "integrated-gradients, integrated-gradients.rule=simpson, one of"
    })
    void whatMakesNoSenseIsSaid(String ids, String option, String words) {
        Problem problem =
                assertThrows(Problem.class, () -> chosen(ids, option == null ? new String[0] : new String[] {option}));
        assertTrue(String.valueOf(problem.getMessage()).contains(words), problem.getMessage());
    }

    @Test
    void classesAreFoundByNameAndNumber() {
        List<String> classes = List.of("FRI", "FRII", "0");
        assertEquals(1, ChosenClass.named("frii", "Net", classes));
        assertEquals(0, ChosenClass.named(" FRI ", "Net", classes));
        assertEquals(1, ChosenClass.named("1", "Net", classes));
        assertEquals(2, ChosenClass.named("0", "Net", classes), "a name before a number");
        for (String wrong : List.of("FRIII", "3", "-1", "")) {
            Problem problem = assertThrows(Problem.class, () -> ChosenClass.named(wrong, "Net", classes));
            assertTrue(String.valueOf(problem.getMessage()).contains("FRI, FRII, 0"), problem.getMessage());
        }
        assertEquals(1, ChosenClass.predicted(new float[] {-1, 2, 1}));
        assertEquals(0, ChosenClass.predicted(new float[] {-0.1f}), "a single logit z: class 1 has +z");
        assertEquals(1, ChosenClass.predicted(new float[] {0.1f}));
    }
}
