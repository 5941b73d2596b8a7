package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lobescope.Problem;
import org.lobescope.UserFolders;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ModelCandidate;
import org.lobescope.classifier.ModelCards;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.classifier.Preprocessing;
import org.lobescope.network.ClosedProgram;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.service.worker.TrialProcess;
import org.lobescope.sky.ImageReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a network file into the user's classifiers, with a card that says what the file cannot tell. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Add a network to your classifiers.",
            "Copies the file into the folder of your classifiers and writes its card: names of the classes and how"
                    + " images are prepared, which the file itself cannot tell (docs/model-card.md). From then on it can be"
                    + " chosen in the window and by --classifier NAME."
        })
final class ModelAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A network file: ONNX, .pt2 (torch.export) or TorchScript.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Its name for people; default: the file's name.")
    private String name = "";

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Names of the classes in the order of the network's outputs, such as FRI,FRII; of a network with"
                            + " one output first the class for its negative values. Default: class 0, class 1, ...")
    private List<String> classes = new ArrayList<>();

    @Option(
            names = "--preprocessing",
            paramLabel = "RECIPE",
            description =
                    "mirabest (sky below 3 sigma and all outside the circle to zero, 8 bit), unit (0 to 1, nothing"
                            + " clipped), raw (pixel values as they are), or another classifier's card (CARD.json). Default: that of"
                            + " the card beside the file, else unit.")
    private Optional<String> recipe = Optional.empty();

    @Option(
            names = "--mean",
            split = ",",
            paramLabel = "X",
            description = "Subtracted after scaling; one, or one per channel.")
    private List<Float> mean = List.of();

    @Option(
            names = "--std",
            split = ",",
            paramLabel = "X",
            description = "Divided by after that; one, or one per channel.")
    private List<Float> deviation = List.of();

    @Option(
            names = "--input",
            paramLabel = "CxHxW",
            description = "Channels x rows x columns of an image, for files that do not tell (scripted networks).")
    private Optional<String> input = Optional.empty();

    @Option(names = "--check", paramLabel = "IMAGE", description = "An image to try it on before it is saved.")
    private Optional<Path> image = Optional.empty();

    @Option(names = "--replace", description = "Write over another network of the same name.")
    private boolean replace;

    @Override
    public Integer call() {
        ModelCandidate read =
                ModelCandidate.read(file, input.map(this::shape).orElse(new ImageShape(0, 0, 0)), new TrialProcess());
        if (!classes.isEmpty() && classes.size() != read.classCount()) {
            throw new Problem("--classes names " + classes.size() + ", but " + file.getFileName() + " tells "
                    + read.classCount() + " classes apart: name them all, in the order of its outputs.");
        }
        ModelCandidate candidate =
                read.with(name, classes.isEmpty() ? read.card().classes() : classes, preprocessing(read));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Input      " + candidate.graph().input() + " (channels x rows x columns)"
                + (read.graph().resizable() ? "; it takes other sizes, too: --input tells which it learnt from" : ""));
        out.println("Classes    " + String.join(", ", candidate.card().classes()));
        out.println("Layers     " + layers(candidate));
        candidate.graph().closed().ifPresent(program -> out.println("Warning    " + program.warning()));
        image.ifPresent(path -> check(candidate.classifier(), path, out));
        Path saved = candidate.save(UserFolders.current().models(), replace);
        out.println("Saved as   " + saved);
        out.println("Use it by  --classifier " + candidate.classifier().id());
        out.flush();
        return 0;
    }

    private static String layers(ModelCandidate candidate) {
        List<Layer> all = candidate.graph().layers();
        String known = all.size() + ", " + all.stream().filter(Layer::spatial).count() + " with a map";
        return candidate
                .classifier()
                .defaultCamLayer()
                .map(layer -> known + "; first looked at: " + layer.name())
                .orElse(candidate.graph().closed().map(ClosedProgram::layers).orElse(known));
    }

    private static void check(Classifier classifier, Path path, PrintWriter out) {
        PreparedImage prepared = classifier.prepare(ImageReader.read(path));
        try (TorchNetwork network =
                new TorchNetwork(classifier.fitting(prepared).graph())) {
            float[] logits = network.logits(prepared.x())[0];
            for (float logit : logits) {
                if (!Float.isFinite(logit)) {
                    throw new Problem("The network answers " + path + " with " + logit
                            + ": it was not exported as it should be, or needs another --preprocessing.");
                }
            }
            out.println("Checked    " + path.getFileName() + ": "
                    + Logits.words(classifier.card().classes(), logits));
            prepared.warnings().forEach(warning -> out.println("           " + warning));
        }
    }

    private Preprocessing preprocessing(ModelCandidate read) {
        if (!deviation.stream().allMatch(d -> d > 0 && Float.isFinite(d))) {
            throw new Problem("--std divides, so each of its numbers has to be above 0.");
        }
        Preprocessing chosen = recipe.map(this::recipe).orElse(read.card().preprocessing());
        return new Preprocessing(
                chosen.clip(),
                chosen.circle(),
                chosen.scaling(),
                mean.isEmpty() ? chosen.mean() : floats(mean),
                deviation.isEmpty() ? chosen.deviation() : floats(deviation));
    }

    private Preprocessing recipe(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "mirabest" -> Preprocessing.miraBest(0, 1);
            case "unit" -> Preprocessing.plain();
            case "raw" ->
                new Preprocessing(
                        Optional.empty(), false, Preprocessing.Scaling.NONE, new float[] {0}, new float[] {1});
            default -> {
                if (!said.endsWith(".json")) {
                    throw new CommandLine.ParameterException(
                            spec.commandLine(),
                            "--preprocessing wants mirabest, unit, raw or a model card (CARD.json), not '" + said
                                    + "'");
                }
                yield ModelCards.read(Path.of(said)).preprocessing();
            }
        };
    }

    private static float[] floats(List<Float> numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return values;
    }

    private ImageShape shape(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("x", -1);
        try {
            if (parts.length == 3) {
                return new ImageShape(
                        Integer.parseInt(parts[0].strip()),
                        Integer.parseInt(parts[1].strip()),
                        Integer.parseInt(parts[2].strip()));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), "--input wants channels x rows x columns, such as 1x150x150, not '" + text + "'");
    }
}
