package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lobescope.Shared;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.ModelCandidate;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.classifier.Preprocessing;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Option;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.Device;
import org.lobescope.network.ImageShape;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Samples;

/** Every method gives a map, or a sentence that says why not, on every kind of network. */
class EveryArchitectureTest {
    private static final List<String> NAMES = List.of(
            "vgg_bn",
            "vgg_bn_uneven",
            "resnet18_narrow",
            "mobilenet_v3_small",
            "densenet",
            "efficientnet",
            "convnext",
            "alexnet_like",
            "gcnn",
            "gcnn_rot90",
            "rgb",
            "sigmoid_binary",
            "softmax_inside",
            "sequential_five");
    private static final long PATIENCE_MINUTES = 10;

    /** Few steps: whether a method works does not hang on them. */
    private static final Map<String, Integer> FEW = Map.of("samples", 3, "points", 4, "steps", 4);

    @TempDir
    Path folder;

    private static final LocalExplanationService SERVICE =
            new LocalExplanationService(ExplanationStore.NONE, Optional.of(Device.CPU));

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    static Stream<String> names() {
        return NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void onAForeignNetwork(String name) throws Exception {
        Path file = Shared.path("reference/foreign").resolve(name).resolve("exported.pt2");
        Classifier classifier = classifier(file, new ImageShape(0, 0, 0));
        RadioImage image = Samples.all().getFirst().read();
        CutOut whole = classifier.central(image);
        // Also from a cut-out of another size, which is resampled.
        CutOut larger = classifier.resized(image, whole, 1.25 * whole.width());
        for (CutOut part : List.of(whole, larger)) {
            Map<MethodId, RequestState> answers = answers(classifier, classifier.prepare(image, part));
            System.out.println(name + " " + part.width() + " px: " + words(answers));
            answers.forEach((method, answer) ->
                    assertInstanceOf(RequestState.Finished.class, answer, name + " " + method + ": " + answer));
        }
    }

    /** A network that takes any size, at one that is not square. */
    @Test
    void onAnInputThatIsNotSquare() throws Exception {
        Path file = Shared.path("reference/foreign").resolve("resnet18_narrow").resolve("scripted.ts.pt");
        Classifier classifier = classifier(file, new ImageShape(1, 48, 80));
        RadioImage image = Samples.all().getFirst().read();
        Map<MethodId, RequestState> answers =
                answers(classifier, classifier.prepare(image, new CutOut(60, 70, 80, 48)));
        answers.forEach((method, answer) -> {
            RequestState.Finished finished = assertInstanceOf(RequestState.Finished.class, answer, method.toString());
            assertTrue(finished.explanation().width() != finished.explanation().height(), "not square");
        });
    }

    /** A network without any map inside: the class activation maps have nothing to look at, and say so. */
    @Test
    void onANetworkWithoutMaps() throws Exception {
        double[] weights = new double[2 * 32 * 32];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sin(i);
        }
        Path file = Files.write(
                folder.resolve("linear.onnx"),
                TinyNetwork.of("n", 1, 32, 32)
                        .floats("w", List.of(2, 32 * 32), weights)
                        .node("Flatten", List.of("x"), "f", "axis", 1)
                        .node("Gemm", List.of("f", "w"), "z", "transB", 1)
                        .output("z", "n", 2)
                        .model()
                        .toByteArray());
        Classifier classifier = classifier(file, new ImageShape(0, 0, 0));
        Map<MethodId, RequestState> answers =
                answers(classifier, classifier.prepare(Samples.all().getFirst().read()));
        System.out.println("linear: " + words(answers));
        answers.forEach((method, answer) -> {
            if (method.layered()) {
                String reason = assertInstanceOf(RequestState.Failed.class, answer, method.toString())
                        .reason();
                assertTrue(reason.contains("layer"), reason);
            } else {
                assertInstanceOf(RequestState.Finished.class, answer, method + ": " + answer);
            }
        });
    }

    private static Classifier classifier(Path file, ImageShape shape) {
        ModelCandidate read = ModelCandidate.read(file, shape);
        return read.with("", read.card().classes(), Preprocessing.plain()).classifier();
    }

    private static Map<MethodId, RequestState> answers(Classifier classifier, PreparedImage prepared) throws Exception {
        Classifier fitting = classifier.fitting(prepared);
        List<CompletableFuture<RequestState>> all = new ArrayList<>();
        List<Method> methods = Presets.methods(Preset.REFERENCE).stream()
                .map(EveryArchitectureTest::quick)
                .toList();
        for (Method method : methods) {
            CompletableFuture<RequestState> answer = new CompletableFuture<>();
            all.add(answer);
            SERVICE.explain(
                    new ExplanationRequest(
                            method.id().id(),
                            fitting,
                            prepared,
                            method,
                            new Target(Presets.defaultTarget(method.id(), Preset.REFERENCE), 1),
                            Optional.empty(),
                            0),
                    state -> {
                        if (state.ended()) {
                            answer.complete(state);
                        }
                    });
        }
        Map<MethodId, RequestState> answers = new java.util.EnumMap<>(MethodId.class);
        for (int i = 0; i < methods.size(); i++) {
            RequestState answer = all.get(i).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            answers.put(methods.get(i).id(), answer);
            switch (answer) {
                case RequestState.Finished finished ->
                    whole(finished.explanation(), prepared, methods.get(i).id());
                case RequestState.Failed failed -> {
                    assertFalse(failed.reason().isBlank());
                    assertFalse(failed.reason().contains("Exception"), failed.reason());
                }
                default -> fail(answer.toString());
            }
        }
        return answers;
    }

    /** A map of the input's size, with numbers only. */
    private static void whole(Explanation explanation, PreparedImage prepared, MethodId method) {
        assertEquals(prepared.x().axis(3), explanation.width(), method.toString());
        assertEquals(prepared.x().axis(2), explanation.height(), method.toString());
        for (float value : explanation.map()) {
            assertTrue(Float.isFinite(value), method + " has " + value);
        }
    }

    private static Method quick(Method method) {
        Method quick = method;
        for (Option option : method.options()) {
            Integer few = FEW.get(option.key());
            if (few != null) {
                quick = quick.with(option.key(), few);
            }
        }
        return quick;
    }

    private static String words(Map<MethodId, RequestState> answers) {
        return answers.entrySet().stream()
                .map(e -> e.getKey().id()
                        + (e.getValue() instanceof RequestState.Failed f ? " (" + f.reason() + ")" : ""))
                .toList()
                .toString();
    }
}
