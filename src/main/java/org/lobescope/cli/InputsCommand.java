package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.InputStatistics;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.sky.ImageReader;
import org.lobescope.training.LabelledImage;
import org.lobescope.training.Where;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lobescope model inputs}: what a classifier's training images look like, for its card. */
@Command(
        name = "inputs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Print the input statistics of a training set, to be put into the model card: images outside of them"
                        + " are flagged as unlike the training data.")
final class InputsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--classifier",
            paramLabel = "ID|FILE",
            description = "Whose preparation. Default: the first bundled")
    private @Nullable String classifier;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "labels.csv|DIR",
            description = "The training images: a table, or a folder for each class.")
    private Path data = Path.of("labels.csv");

    @Mixin
    private LabelsMixin table = new LabelsMixin();

    @Override
    public Integer call() {
        Where rows;
        try {
            rows = table.rows();
        } catch (Problem problem) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
        }
        ClassifierLibrary library = UserModels.library();
        Classifier asked = classifier == null ? library.first() : library.load(classifier);
        List<InputStatistics> statistics = new ArrayList<>();
        for (LabelledImage image : table.read(data, rows).images()) {
            PreparedImage prepared = asked.prepare(ImageReader.read(image.file()));
            statistics.add(InputStatistics.of(prepared.grey(), prepared.x().axis(3)));
        }
        InputStatistics.Range range = InputStatistics.Range.of(statistics);
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < InputStatistics.NAMES.size(); n++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "    \"%s\": [%.4f, %.4f]",
                    InputStatistics.NAMES.get(n),
                    range.low().get(n),
                    range.high().get(n)));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("  \"input_statistics\": {\n" + String.join(",\n", lines) + "\n  },");
        out.flush();
        return 0;
    }
}
