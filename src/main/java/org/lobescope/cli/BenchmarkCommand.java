package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lobescope.UserFolders;
import org.lobescope.WholeFile;
import org.lobescope.benchmark.Benchmark;
import org.lobescope.benchmark.BenchmarkJson;
import org.lobescope.benchmark.BenchmarkReport;
import org.lobescope.benchmark.BenchmarkResult;
import org.lobescope.benchmark.Comparison;
import org.lobescope.benchmark.Endurance;
import org.lobescope.benchmark.Interaction;
import org.lobescope.benchmark.Peers;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.Preset;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Samples;
import org.lobescope.ui.InteractionBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lobescope benchmark}: how long the ten methods take here. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        optionListHeading = "%n",
        header = "Times the ten methods on this machine.",
        description = "Times the ten methods on one image, all at once as the window asks for them and each alone, and"
                + " says how much of the network each needs. Nothing is answered from a cache: each run explains an"
                + " image that differs in the last digits. Takes a minute or two; other programs should rest.",
        footer = {
            "",
            "Examples:",
            "  lobescope benchmark",
            "  lobescope benchmark --endurance 2000",
            "  lobescope benchmark --interaction --runs 9 --json here.json --table here.md --peers times.json"
        })
final class BenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--classifier",
            paramLabel = "ID|FILE",
            defaultValue = "resnets",
            description = "A bundled classifier or a model file (default: ${DEFAULT-VALUE}).")
    private String classifier = "resnets";

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "The image. Default: the simulated FR II that comes with the program")
    private @Nullable Path image;

    @Option(
            names = "--preset",
            paramLabel = "reference|paper",
            defaultValue = "reference",
            description = "The methods' options (default: ${DEFAULT-VALUE}).")
    private Preset preset = Preset.REFERENCE;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each figure is taken; the median counts (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of all methods before those that count (default: ${DEFAULT-VALUE}).")
    private int warmUp = 3;

    @Option(
            names = "--interaction",
            description = "Also measure the window, without a display: images opened, sliders dragged, layers gone"
                    + " through, work stopped.")
    private boolean interaction;

    @Option(
            names = "--endurance",
            paramLabel = "N",
            description = "Instead of timing: N explanations in a row, with a look at the memory; ends with 1 when it"
                    + " grows.")
    private @Nullable Integer endurance;

    @Option(
            names = "--peers",
            paramLabel = "FILE",
            description = "Timings of the Python libraries, as time_peers.py writes them, to put beside.")
    private @Nullable Path peers;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write all figures there.")
    private @Nullable Path json;

    @Option(names = "--table", paramLabel = "OUT.md", description = "Write the printed tables there.")
    private @Nullable Path table;

    private final ClassifierLibrary library =
            new ClassifierLibrary(UserFolders.current().models());

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 1 || warmUp < 1) {
            throw wrong("--runs and --warm-up are whole numbers from 1 on.");
        }
        if (endurance != null) {
            return endure(endurance) ? 0 : 1;
        }
        Optional<Peers> others = Optional.ofNullable(peers).map(Peers::read);
        Benchmark.Plan plan = new Benchmark.Plan(classifier, read(), preset, warmUp, runs);
        BenchmarkResult result = new Benchmark(library, plan, this::tell).run();
        Optional<Interaction> waits = interaction
                ? Optional.of(InteractionBenchmark.measure(library, classifier, this::read, runs, this::tell))
                : Optional.empty();
        Optional<Comparison> comparison = others.flatMap(there -> Comparison.of(result, there));
        give(BenchmarkReport.of(result, comparison, waits), BenchmarkJson.of(result, comparison, waits));
        if (others.isPresent() && comparison.isEmpty()) {
            tell(peers + " has no timings of the network " + result.classifier() + ": it has "
                    + String.join(", ", others.get().networks().keySet()) + ".");
        }
        return 0;
    }

    private boolean endure(int explanations) throws InterruptedException {
        if (explanations < Endurance.fewest()) {
            throw wrong("--endurance is a whole number from " + Endurance.fewest() + " on.");
        }
        Classifier loaded = library.load(classifier);
        Endurance result = Endurance.of(loaded, loaded.prepare(read()), preset, explanations, this::tell);
        give(result.report(), BenchmarkJson.of(result));
        return result.flat();
    }

    private void give(String report, String figures) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.print(report);
        out.flush();
        write(json, figures);
        write(table, report);
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    private RadioImage read() {
        return image == null ? Samples.all().getFirst().read() : ImageReader.read(image);
    }

    private static void write(@Nullable Path file, String text) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                WholeFile.folder(folder);
            }
            WholeFile.write(file, part -> Files.writeString(part, text));
        }
    }
}
