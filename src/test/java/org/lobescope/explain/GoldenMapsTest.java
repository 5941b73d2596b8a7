package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.OnnxReader;
import org.lobescope.network.torch.TorchNetwork;

/**
 * Every golden map of the ten methods, with the tolerances of the reference material's README. A file's name says method,
 * variant, layer and target; a name that nobody knows is a failure.
 */
class GoldenMapsTest {
    /** Files of other methods, of XRAI's stages (tested apart), and of what is not a map. */
    private static final Set<String> OTHERS = Set.of(
            "input",
            "logits",
            "probs",
            "ablationcam",
            "eigencam",
            "layercam",
            "xgradcam",
            "hirescam",
            "occlusion",
            "guided_backprop",
            "guided_gradcam",
            "input_x_gradient");

    /** One network and image, and the work that methods share on it. */
    private static final class Case {
        final String folder;
        final Graph graph;
        final Tensor x;
        final float[] blackSky;
        final int classIndex;
        final TestRun run;

        Case(String model, String image, float black, Graph graph, TorchNetwork network, Tensor x) {
            this.folder = model + "/" + image;
            this.graph = graph;
            this.run = new TestRun(network);
            this.x = x;
            this.blackSky = new float[] {black};
            float[] logits = network.logits(x)[0];
            Golden.assertClose("logits", golden("logits"), logits, 1e-5);
            Golden.assertClose("probabilities", golden("probs"), Target.probabilities(logits), 1e-5);
            this.classIndex = logits[0] >= logits[1] ? 0 : 1;
        }

        NpyArray golden(String name) {
            return Golden.read(folder + "/" + name + ".npy");
        }

        Question question(String kind, Optional<String> layer) {
            Target target = new Target(Target.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), classIndex);
            Optional<Layer> tapped = layer.map(name -> graph.layer(name).orElseThrow());
            return new Question(x, blackSky, target, tapped);
        }

        double[] map(Method method, String kind) {
            return Attribution.widened(
                    method.explain(question(kind, Optional.empty()), run).map());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "toy, random, 0",
        "lenet, fri, -0.0880682",
        "lenet, frii, -0.0880682",
        "lenet, frii_unclipped, -0.0880682",
        "resnets, fri, -0.0880682",
        "resnets, frii, -0.0880682",
        "resnets, frii_unclipped, -0.0880682"
    })
    void goldenMaps(String model, String image, double black) throws IOException {
        Path folder = Golden.path("golden/" + model + "/" + image);
        NpyArray input = NpyArray.read(folder.resolve("input.npy"));
        Tensor x = new Tensor(input.shape(), input.floats());
        Graph graph = OnnxReader.read(Golden.path("models/" + model + ".onnx")).at(x.axis(2), x.axis(3));
        List<Executable> checks = new ArrayList<>();
        try (TorchNetwork network = new TorchNetwork(graph);
                Stream<Path> files = Files.list(folder)) {
            Case test = new Case(model, image, blackSky(x, (float) black), graph, network, x);
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".npy", "");
                if (!OTHERS.contains(name.split("-")[0])
                        && !name.startsWith("xrai-stage")
                        && !name.contains("unstable")) {
                    double[] map = map(test, name);
                    NpyArray golden = test.golden(name);
                    System.out.printf(
                            Locale.ROOT,
                            "%s/%s: %.1e, Pearson %.6f%n",
                            test.folder,
                            name,
                            Golden.difference(golden.values(), map),
                            Golden.pearson(golden.values(), map));
                    checks.add(() -> check(test.folder, name, golden, map));
                }
            }
        }
        assertTrue(checks.size() >= 14, "files of " + folder);
        assertAll(checks);
    }

    /** Black sky to the last bit: what the image itself has where it is clipped. */
    private static float blackSky(Tensor x, float about) {
        float darkest = x.values()[0];
        for (float value : x.values()) {
            darkest = Math.min(darkest, value);
        }
        return Math.abs(darkest - about) < 1e-6f ? darkest : about;
    }

    private static double[] map(Case test, String name) {
        String[] part = name.split("-");
        String last = part[part.length - 1];
        return switch (part[0]) {
            case "vanilla_gradient" -> test.map(VanillaGradient.reference(), last);
            case "smoothgrad" -> smoothGrad(test, part[1], last);
            case "integrated_gradients" ->
                test.map(
                        new IntegratedGradients(
                                part[1].equals("gauss50") ? 50 : 25,
                                part[1].equals("gauss50")
                                        ? IntegratedGradients.Rule.GAUSS_LEGENDRE
                                        : IntegratedGradients.Rule.LINSPACE,
                                baseline(part[2]),
                                false),
                        last);
            case "guided_ig" -> {
                String[] numbers = part[1].split("_");
                yield test.map(
                        new GuidedIg(
                                Integer.parseInt(numbers[0]),
                                Double.parseDouble(numbers[1]),
                                Double.parseDouble(numbers[2]),
                                baseline(part[2]),
                                false),
                        last);
            }
            case "blur_ig" -> test.map(BlurIg.reference(), last);
            case "xrai" ->
                test.map(
                        switch (part[1]) {
                            case "full" -> Xrai.reference();
                            case "fast" -> FastXrai.reference();
                            case "top30" -> FastXrai.paper();
                            default -> throw new IllegalStateException(name);
                        },
                        last);
            case "gradcam" -> cam(test, GradCam.reference(), GradCam::weights, part[1], last);
            case "gradcam_plus_plus" -> {
                GradCamPlusPlus method = GradCamPlusPlus.reference().with("form", part[1]);
                yield cam(test, method, method::weights, part[2], last);
            }
            case "scorecam" -> scoreCam(test, part[1], part[2], last);
            default -> throw new IllegalStateException("unknown golden map " + name);
        };
    }

    private static Baseline baseline(String name) {
        return name.equals("black") ? Baseline.BLACK_SKY : Baseline.ZERO;
    }

    private static double[] smoothGrad(Case test, String statistic, String kind) {
        NpyArray noise = Golden.read("noise_" + test.x.axis(2) + "x" + test.x.axis(3) + ".npy");
        int[] sample = new int[1];
        Question question = test.question(kind, Optional.empty());
        SmoothGrad method = SmoothGrad.reference().with("statistic", statistic);
        Explanation explanation =
                method.explain(question, test.run, () -> noise.part(sample[0]++).floats());
        assertEquals(25, sample[0]);
        return Attribution.widened(explanation.map());
    }

    private static double[] cam(
            Case test, Method method, ClassActivationMap.Weights weights, String layer, String size) {
        Question question = test.question("logit", Optional.of(layer));
        if (size.equals("lowres")) {
            ClassActivationMap cam = new ClassActivationMap(
                    ClassActivationMap.pass(method, question, test.run), Upsampling.HALF_PIXEL, false);
            return cam.low(cam.weights(weights));
        }
        Method sized = method.with("upsampling", size.replace('_', '-'));
        return Attribution.widened(sized.explain(question, test.run).map());
    }

    private static double[] scoreCam(Case test, String form, String layer, String what) {
        Question question = test.question("logit", Optional.of(layer));
        TestRun run = test.run;
        Upsampling masks = form.equals("authors") ? Upsampling.HALF_PIXEL : Upsampling.ALIGN_CORNERS;
        ScoreCam method = new ScoreCam(
                Arrays.stream(ScoreCam.Form.values())
                        .filter(f -> f.id().equals(form))
                        .findFirst()
                        .orElseThrow(),
                masks,
                masks,
                ScoreCam.Masking.TIMES,
                false);
        Explanation explanation = method.explain(question, run);
        double[] weights = Attribution.widened(explanation.weights().orElseThrow());
        return switch (what) {
            case "weights" -> weights;
            case "lowres" ->
                new ClassActivationMap(ClassActivationMap.pass(method, question, run), masks, false).low(weights);
            default -> Attribution.widened(explanation.map());
        };
    }

    private static void check(String folder, String name, NpyArray golden, double[] map) {
        String label = folder + "/" + name;
        boolean toy = folder.startsWith("toy");
        boolean lenet = folder.startsWith("lenet");
        boolean unclipped = folder.endsWith("unclipped");
        boolean tied = lenet && !unclipped;
        if (name.startsWith("gradcam_plus_plus") && (name.contains("tfkv") || name.contains("conv2"))) {
            Golden.assertClose(label, golden, map, 5e-3);
        } else if (name.startsWith("gradcam") || name.startsWith("scorecam")) {
            Golden.assertClose(label, golden, map, 2e-5);
        } else if (name.startsWith("vanilla")) {
            if (tied) {
                Golden.assertCorrelated(label, golden, map, 0.5);
            } else {
                Golden.assertClose(label, golden, map, 5e-5);
            }
        } else if (name.startsWith("smoothgrad")) {
            Golden.assertClose(label, golden, map, !unclipped ? 1e-4 : lenet ? 2e-2 : 2e-3);
        } else if (name.startsWith("integrated")) {
            boolean gauss = name.contains("gauss");
            Golden.assertClose(label, golden, map, toy ? 1e-4 : !lenet || gauss ? 1e-3 : 1e-1);
        } else if (name.startsWith("guided_ig")) {
            boolean coarse = name.contains("-25_");
            if (!unclipped && name.contains("black")) {
                Golden.assertClose(label, golden, map, lenet && coarse ? 1e-1 : lenet || toy ? 2e-2 : 1e-4);
            } else if (!coarse) {
                Golden.assertCorrelated(label, golden, map, 0.99);
            } // else chaotic: nothing can be asked for
        } else if (name.startsWith("blur")) {
            Golden.assertClose(label, golden, map, 5e-3);
        } else if (name.startsWith("xrai")) {
            if (tied) {
                Golden.assertCorrelated(label, golden, map, 0.8);
            } else {
                Golden.assertClose(label, golden, map, 5e-3);
            }
        } else {
            throw new IllegalStateException("no tolerance for " + label);
        }
    }
}
