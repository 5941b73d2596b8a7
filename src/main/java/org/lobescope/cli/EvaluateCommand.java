package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.evaluation.Evaluation;
import org.lobescope.evaluation.EvaluationJson;
import org.lobescope.evaluation.EvaluationText;
import org.lobescope.evaluation.Evaluator;
import org.lobescope.figure.EvaluationFigure;
import org.lobescope.figure.FigureFormat;
import org.lobescope.training.LabelledImages;
import org.lobescope.training.Where;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lobescope evaluate}: how good a classifier is on labelled images. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        headerHeading = "",
        descriptionHeading = "%n",
        optionListHeading = "%n",
        header = "Tells how good a classifier is on labelled images.",
        description = "Accuracy with its 95 %% interval (Wilson), precision and recall of each class, confusion matrix,"
                + " calibration, ROC, and what is misclassified; images of classes that the classifier does not know are"
                + " not counted but told of.",
        footer = {
            "",
            "Examples:",
            "  lobescope evaluate --labels labels.csv --images png --where split=test,confidence=confident",
            "  lobescope evaluate --classifier mine.onnx --data test --json test.json --figure test.pdf",
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int SAID_EVERY = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--classifier",
            paramLabel = "ID|FILE",
            description = "A classifier's id or a network file. Default: the first bundled one")
    private @Nullable String classifier;

    @Option(
            names = "--labels",
            paramLabel = "labels.csv",
            description = "A table with a row per image: a column name and one with the class.")
    private @Nullable Path labels;

    @Mixin
    private LabelsMixin table = new LabelsMixin();

    @Option(names = "--data", paramLabel = "DIR", description = "In place of a table: a folder for each class.")
    private @Nullable Path data;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write all numbers and every answer there.")
    private @Nullable Path json;

    @Option(names = "--figure", paramLabel = "OUT.pdf|.png", description = "Draw the figure.")
    private @Nullable Path figure;

    @Override
    public Integer call() {
        Path from = from();
        Where rows;
        try {
            rows = table.rows();
            if (figure != null && FigureFormat.of(figure) == FigureFormat.SVG) {
                throw new Problem("--figure makes a PDF or PNG file: let " + figure + " end with one of them.");
            }
        } catch (Problem problem) {
            throw wrong(String.valueOf(problem.getMessage()));
        }
        LabelledImages chosen = table.read(from, rows);
        ClassifierLibrary library = UserModels.library();
        Classifier asked = classifier == null ? library.first() : library.load(classifier);
        PrintWriter err = spec.commandLine().getErr();
        int all = chosen.images().size();
        String name = from.getFileName() + (rows.equals(Where.ALL) ? "" : ", " + rows);
        Evaluation evaluation = new Evaluator(asked).evaluate(chosen, name, done -> {
            if (done % SAID_EVERY == 0 && done < all) {
                err.println(done + " of " + all + " images");
                err.flush();
            }
        });
        PrintWriter out = spec.commandLine().getOut();
        EvaluationText.lines(evaluation).forEach(out::println);
        out.flush();
        Optional.ofNullable(json).ifPresent(file -> {
            folderOf(file);
            EvaluationJson.write(file, evaluation);
        });
        Optional.ofNullable(figure).ifPresent(file -> {
            folderOf(file);
            EvaluationFigure.write(file, evaluation);
        });
        return 0;
    }

    private Path from() {
        Path from = labels != null ? labels : data;
        if (from == null || labels != null && data != null) {
            throw wrong("Say what to evaluate on: either --labels (a table) or --data (a folder for each class).");
        }
        return from;
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    private static void folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            WholeFile.folder(folder);
        }
    }
}
