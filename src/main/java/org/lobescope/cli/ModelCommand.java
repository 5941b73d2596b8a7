package org.lobescope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.classifier.ModelCards;
import org.lobescope.network.Gradients;
import org.lobescope.network.Graph;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.NpyFile;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;
import org.lobescope.network.file.ModelFile;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.service.worker.TrialProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into a network, and runs it on arrays: the same engine as the explanations, without images and classes. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Look into a network, add it to the classifiers, or run it on an array.",
        subcommands = {ModelCommand.Inspect.class, ModelAddCommand.class, ModelCommand.Run.class, InputsCommand.class})
final class ModelCommand implements Callable<Integer> {
    /** An image of a shape that is not known. */
    private static final ImageShape ANY = new ImageShape(0, 0, 0);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: inspect, add, run or inputs");
    }

    /** Prints what is in a network. */
    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Print a network's input, classes, number of parameters and layers.")
    static final class Inspect implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "A network file: ONNX, .pt2 (torch.export) or TorchScript.")
        private Path file = Path.of("");

        @Option(
                names = "--size",
                paramLabel = "HxW",
                description = "Image size to tell shapes for, where the network takes any.")
        private Optional<String> size = Optional.empty();

        @Override
        public Integer call() {
            ImageShape asked = size.map(this::shape).orElse(ANY);
            Graph read = ModelFile.read(file, asked, new TrialProcess());
            Graph graph = asked.height() > 0 ? read.at(asked.height(), asked.width()) : read;
            PrintWriter out = spec.commandLine().getOut();
            GraphSource.Origin origin = graph.origin();
            line(out, "File", graph.name());
            line(out, "Format", origin.format() + (origin.producer().isEmpty() ? "" : ", " + origin.producer()));
            line(out, "Input", graph.input() + " (channels x rows x columns), " + freedom(graph));
            line(out, "Classes", classes(graph));
            line(out, "Parameters", String.format(Locale.ROOT, "%,d", origin.parameters()));
            if (graph.closed().isPresent()) {
                line(out, "Layers", graph.closed().get().layers());
                line(out, "Warning", graph.closed().get().warning());
            } else {
                line(
                        out,
                        "CAM layer",
                        graph.defaultCamLayer().map(Layer::toString).orElse("none: no convolution"));
                line(out, "Head", head(graph));
                out.println();
                table(out, graph.layers());
            }
            out.flush();
            return 0;
        }

        private ImageShape shape(String text) {
            String[] parts = text.toLowerCase(Locale.ROOT).split("x", -1);
            try {
                return new ImageShape(
                        0, Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[parts.length - 1].strip()));
            } catch (NumberFormatException e) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--size wants rows x columns, such as 150x150, not '" + text + "'", e);
            }
        }

        private static void line(PrintWriter out, String what, String value) {
            out.printf("%-11s %s%n", what, value);
        }

        private static String freedom(Graph graph) {
            String batch = graph.fixedBatch().isPresent()
                    ? "batches of " + graph.fixedBatch().getAsInt() + " only"
                    : "any batch";
            return batch + (graph.resizable() ? ", other sizes possible (--size)" : "");
        }

        private String classes(Graph graph) {
            int logits = graph.logitCount();
            String count = logits == 1 ? "2 (one logit, +z and -z)" : String.valueOf(logits);
            String name = graph.name().replaceFirst("\\.[^.]*$", "");
            Path card = file.resolveSibling(name + ".json");
            if (Files.exists(card)) {
                try {
                    return count + ": "
                            + String.join(", ", ModelCards.read(card).classes());
                } catch (Problem notACard) {
                    return count;
                }
            }
            return count;
        }

        private static String head(Graph graph) {
            List<String> facts = new ArrayList<>();
            if (graph.hasGapLinearHead()) {
                facts.add(
                        "global average pooling and one linear layer (Grad-CAM, HiResCAM and XGrad-CAM are the same)");
            }
            if (graph.hasMaxPooling()) {
                facts.add("max pooling (gradients on flat sky depend on the last bit)");
            }
            return facts.isEmpty() ? "-" : String.join("; ", facts);
        }

        private static void table(PrintWriter out, List<Layer> layers) {
            int name = 5;
            int kind = 4;
            for (Layer layer : layers) {
                name = Math.max(name, layer.name().length());
                kind = Math.max(kind, layer.kind().length());
            }
            String format = "%-" + name + "s  %-" + kind + "s  %s%n";
            out.printf(format, "Layer", "Kind", "Shape");
            for (Layer layer : layers) {
                String shape = layer.channels() + " x " + layer.height() + " x " + layer.width();
                out.printf(format, layer.name(), layer.kind(), shape);
            }
        }
    }

    /** Runs a network on an array. */
    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Run a network on an array of images and write what it gives.",
                "Writes logits.npy (N x classes), gradient.npy (of the class's logit with respect to the input,"
                        + " N x C x H x W), activation.npy and activation_gradient.npy (of a layer, N x K x h x w)."
            })
    static final class Run implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "A network file: ONNX, .pt2 (torch.export) or TorchScript.")
        private Path file = Path.of("");

        @Option(
                names = "--input",
                required = true,
                paramLabel = "X.npy",
                description = "The network's input, N x C x H x W, prepared already.")
        private Path input = Path.of("");

        @Option(
                names = "--class",
                paramLabel = "N",
                description =
                        "The column of the logits to differentiate, counted from 0; default: each image's top one.")
        private Optional<Integer> column = Optional.empty();

        @Option(
                names = "--layer",
                paramLabel = "NAME",
                description = "The layer to look at; default: the output of the last convolutional block.")
        private Optional<String> layerName = Optional.empty();

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write to.")
        private Path folder = Path.of("");

        @Override
        public Integer call() {
            Tensor given = images();
            Graph read = ModelFile.read(
                    file, new ImageShape(given.axis(1), given.axis(2), given.axis(3)), new TrialProcess());
            Tensor x = fitting(given, read);
            Graph graph = read.at(x.axis(2), x.axis(3));
            int classes = graph.logitCount();
            column.filter(n -> n < 0 || n >= classes).ifPresent(n -> {
                throw new Problem("The network " + graph.name() + " has " + classes
                        + " logits, so --class must be 0 to " + (classes - 1) + ", not " + n + ".");
            });
            Score score = new Column(column.orElse(null));
            Optional<Layer> layer =
                    layerName.isPresent() ? layerName.map(name -> find(graph, name)) : graph.defaultCamLayer();
            makeFolder();
            try (TorchNetwork network = new TorchNetwork(graph)) {
                Gradients gradients = network.gradients(x, score);
                write("logits", logits(gradients.logits(), classes));
                write("gradient", gradients.values());
                if (layer.isPresent()) {
                    LayerPass pass =
                            network.layers(x, List.of(layer.get()), score).getFirst();
                    write("activation", pass.activation());
                    write("activation_gradient", pass.gradient());
                    spec.commandLine().getOut().println("Layer " + layer.get());
                }
            }
            spec.commandLine().getOut().flush();
            return 0;
        }

        /** The input as N x C x H x W; leading axes of length 1 may be missing. */
        private Tensor images() {
            Tensor x = NpyFile.read(input);
            int[] shape = x.shape();
            if (shape.length < 2 || shape.length > 4) {
                throw new Problem("The array in " + input + " has " + shape.length
                        + " axes: give it the shape images x channels x rows x columns.");
            }
            int[] whole = {1, 1, 1, 1};
            System.arraycopy(shape, 0, whole, 4 - shape.length, shape.length);
            return new Tensor(whole, x.values());
        }

        private Tensor fitting(Tensor x, Graph graph) {
            if (x.axis(1) != graph.input().channels() || x.values().length == 0) {
                throw new Problem("The array in " + input + " has the shape " + text(x.shape()) + ", but the network "
                        + graph.name() + " takes " + graph.input()
                        + " (channels x rows x columns): give it that shape.");
            }
            return x;
        }

        private static Layer find(Graph graph, String name) {
            return graph.layer(name).orElseThrow(() -> {
                String layers = graph.layers().stream()
                        .filter(Layer::spatial)
                        .map(Layer::name)
                        .collect(Collectors.joining(", "));
                return new Problem(
                        "The network " + graph.name() + " has no layer '" + name + "': choose one of " + layers + ".");
            });
        }

        private void makeFolder() {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new Problem("The folder " + folder + " could not be made: choose another with --out.", e);
            }
        }

        private static Tensor logits(float[][] rows, int classes) {
            float[] flat = new float[rows.length * classes];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, flat, i * classes, classes);
            }
            return new Tensor(new int[] {rows.length, classes}, flat);
        }

        private void write(String name, Tensor tensor) {
            Path target = folder.resolve(name + ".npy");
            NpyFile.write(target, tensor);
            spec.commandLine().getOut().println(target + "  " + text(tensor.shape()));
        }

        private static String text(int[] shape) {
            return java.util.Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
        }
    }

    /**
     * One column of the logits, as it stands: also of a single one.
     *
     * @param index the column, or null for the largest logit of each image
     */
    private record Column(@Nullable Integer index) implements Score {
        @Override
        public double value(float[] logits) {
            return logits[of(logits)];
        }

        @Override
        public float[] slope(float[] logits) {
            float[] slope = new float[logits.length];
            slope[of(logits)] = 1;
            return slope;
        }

        private int of(float[] logits) {
            if (index != null) {
                return index;
            }
            int top = 0;
            for (int i = 1; i < logits.length; i++) {
                top = logits[i] > logits[top] ? i : top;
            }
            return top;
        }
    }
}
