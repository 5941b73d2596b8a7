package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Target;
import org.lobescope.figure.PanelStyle;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationService;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lobescope explain}: maps of images, without a window. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        headerHeading = "",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        header = "Shows which pixels made a classifier answer as it did.",
        description = "Asks saliency methods which pixels of each image made the classifier answer as it did. Without"
                + " --maps, --table and --panel the results are printed.",
        footer = {
            "",
            "Methods: vanilla-gradient, smoothgrad, integrated-gradients, guided-ig, blur-ig, xrai, fast-xrai, grad-cam,"
                    + " grad-cam-plus-plus, score-cam.",
            "",
            "With --maps or --table a job that was stopped goes on where it was when the same command is given again:"
                    + " images that are finished are not done again, those that did not work are tried again. Each image"
                    + " has one row in the table.",
            "",
            "Ends with 0 when every image worked, with 1 when one did not (the others are done all the same, and the"
                    + " table says why), and with 2 when the arguments make no sense.",
            "",
            "Results are kept in the user's cache folder and used again, up to 1024 MB; the environment variable"
                    + " LOBESCOPE_CACHE_MB sets another number, 0 keeps none.",
            "",
            "Examples:",
            "  lobescope explain galaxy.fits",
            "  lobescope explain galaxy.fits --panel galaxy-maps.png",
            "  lobescope explain galaxy.fits --panel galaxy.pdf --figure-width aa-page --contours --caption galaxy.tex",
            "  lobescope explain *.fits --maps results --methods xrai,grad-cam",
            "  lobescope explain survey/ --table survey.csv --methods grad-cam,vanilla-gradient",
            "  lobescope explain --list sources.txt --maps results --table results/all.csv",
            "  lobescope explain galaxy.fits --class FRI --option smoothgrad.samples=50"
        })
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Radio images: FITS (also .gz and .fz), PNG or JPEG; folders of such images, with all folders"
                    + " in them; @FILE: a list, see --list.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "A text file with the path of an image or folder on each line, relative to the list's folder;"
                    + " -: the standard input.")
    private @Nullable String list;

    @Option(
            names = "--classifier",
            paramLabel = "ID|FILE",
            description = "A bundled classifier or a model file. Default: the first bundled one")
    private @Nullable String classifier;

    @Option(
            names = "--methods",
            paramLabel = "ID",
            split = ",",
            description = "all, or some of those below, with commas between them. Default: all")
    private List<String> methods = new ArrayList<>(List.of("all"));

    @Option(
            names = "--preset",
            paramLabel = "reference|paper",
            description =
                    "reference: every method as its own authors defined it (the default). paper: as the ten-method study"
                            + " of MiraBest (arXiv 2502.17207) most likely ran them; inferred, since it lists no parameters.")
    private Preset preset = Preset.REFERENCE;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "The class to explain, by name or number from 0. Default: the most likely one of each image")
    private @Nullable String className;

    @Option(
            names = "--target",
            paramLabel = "logit|probability|difference",
            description =
                    "The score to explain: the class's logit, its probability, or its logit minus the largest other."
                            + " Default: each method's own in the preset")
    private Target.@Nullable Kind target;

    @Option(
            names = "--compare",
            paramLabel = "CLASS|next|PRESET",
            description =
                    "Two maps of each method, side by side: also that of this class, of the most likely other class"
                            + " (next), or with the options of the preset reference or paper.")
    private @Nullable String compare;

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            description =
                    "The layer that Grad-CAM, Grad-CAM++ and Score-CAM look at. Default: the card's, else the last convolutional block")
    private @Nullable String layer;

    @Option(
            names = "--option",
            paramLabel = "METHOD.KEY=VALUE",
            description = "An option of a method, such as smoothgrad.samples=50; may come often.")
    private List<String> options = new ArrayList<>();

    @Option(
            names = "--maps",
            paramLabel = "DIR",
            description =
                    "Write each map there as IMAGE.METHOD.fits, a second one by --compare as IMAGE.METHOD.CLASS.fits (32-bit floats as the method computed them, with the"
                            + " image's sky coordinates), and explanations.json with all numbers.")
    private @Nullable Path maps;

    @Option(
            names = "--panel",
            paramLabel = "OUT.pdf|.svg|.png",
            description = "Paint all maps of an image into one figure, which carries its session: see 'lobescope help"
                    + " figure'. For several images the image's name is added: OUT-IMAGE.pdf.")
    private @Nullable Path panel;

    @Option(
            names = "--table",
            paramLabel = "OUT.csv",
            description = "Write a table there with one row per image: sky position, class, probabilities, and for each"
                    + " method smallest and largest value, sum, peak (of a map with a sign its largest magnitude), the part of the map that lies on the source"
                    + " (pixels 3 sigma above the sky) and seconds. For TOPCAT, pandas and spreadsheets.")
    private @Nullable Path table;

    @Option(names = "--restart", description = "Leave out what earlier runs wrote to --maps and --table: begin anew.")
    private boolean restart;

    @Option(names = "--no-cache", description = "Compute everything, and keep no results for later runs.")
    private boolean noCache;

    @Mixin
    private HomeMixin home = new HomeMixin();

    @Mixin
    private ExportMixin exports = new ExportMixin();

    @Mixin
    private FigureMixin figure = new FigureMixin();

    private final ClassifierLibrary library = UserModels.library();

    @Override
    public Integer call() throws InterruptedException {
        ExplainJob job = job();
        Figures named = new Figures(panel(), true);
        List<Path> images = images(named);
        Figures figures = new Figures(panel(), images.size() > 1);
        maps().ifPresent(WholeFile::folder);
        List<ResultFile> asked = new ArrayList<>();
        maps().ifPresent(folder -> asked.add(new ExplanationsFile(folder, job)));
        Optional.ofNullable(table).ifPresent(file -> asked.add(new SummaryTable(file, job)));
        try (ExplainExports more = exports(job, figures);
                ResultFiles results = results(job, figures, asked)) {
            Optional.ofNullable(table).ifPresent(ExplainCommand::folderOf);
            panel().ifPresent(ExplainCommand::folderOf);
            more.begin(image -> !restart && results.isFinished(image));
            return explained(job, images, more, results) ? 0 : 1;
        }
    }

    private boolean explained(ExplainJob job, List<Path> images, ExplainExports more, ResultFiles results)
            throws InterruptedException {
        List<String> names = OutputNames.of(images, results.names());
        List<Batch.Item> items = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (!results.isFinished(images.get(i))) {
                items.add(new Batch.Item(images.get(i), names.get(i), items.size()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (items.isEmpty()) {
            out.println(finishedBefore(images.size(), images.size()) + " --restart does it again.");
            return true;
        }
        Batch.Count count;
        try (ExplainProgress progress =
                        new ExplainProgress(err, Terminal.isErrorStream(), items.size(), job.mapsOfAnImage());
                ExplanationService service = service(progress)) {
            service.warmUp(job.classifier());
            results.begin(items.stream().map(Batch.Item::file).toList());
            ExplainOutput output = new ExplainOutput(job, more, out, err, table != null);
            count = new Batch(job, service, output, results, progress).run(items);
        }
        if (images.size() > 1 || table != null) {
            out.println(count
                    + (table == null ? "" : ": see " + table)
                    + (items.size() == images.size()
                            ? ""
                            : "; " + finishedBefore(images.size() - items.size(), images.size())));
        }
        out.flush();
        return count.failed() == 0;
    }

    private ExplanationService service(ExplainProgress progress) {
        return home.open(!noCache, progress::say);
    }

    private static String finishedBefore(int finished, int all) {
        return finished + " of " + all + (all == 1 ? " image was" : " images were") + " finished before.";
    }

    /** What earlier runs left; that it is of another job is a mistake in the arguments. */
    private ResultFiles results(ExplainJob job, Figures figures, List<ResultFile> asked) {
        try {
            return new ResultFiles(job, figures, asked, restart);
        } catch (Problem problem) {
            throw wrong(problem);
        }
    }

    private static void folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            WholeFile.folder(folder);
        }
    }

    /** The images, in order. */
    private List<Path> images(Figures figures) {
        ChosenImages chosen =
                new ChosenImages(System.in, file -> figures.isOne(file) || isMap(file) || exports.isCube(file));
        try {
            files.forEach(chosen::add);
            if (list != null) {
                chosen.addList(list);
            }
        } catch (Problem problem) {
            throw wrong(problem);
        }
        if (chosen.files().isEmpty()) {
            throw wrong(new Problem("There is nothing to explain: name an image, a folder of images, or a --list."));
        }
        return List.copyOf(chosen.files());
    }

    /** Whether a file is a map that was written to --maps, which may be the images' own folder. */
    private boolean isMap(Path file) {
        String name = String.valueOf(file.getFileName());
        return maps().filter(folder -> PastResult.key(file).startsWith(PastResult.key(folder)))
                .filter(folder -> Arrays.stream(MethodId.values())
                        .anyMatch(id -> name.matches(".*\\." + Pattern.quote(id.id()) + "(\\.[^.]+)?\\.fits")))
                .isPresent();
    }

    private ExplainExports exports(ExplainJob job, Figures figures) {
        try {
            return new ExplainExports(
                    job,
                    library.origin(classifier == null ? job.classifier().id() : classifier),
                    figure.apply(PanelStyle.DEFAULT),
                    figures,
                    exports);
        } catch (Problem problem) {
            throw wrong(problem);
        }
    }

    /** What is asked for; arguments that make no sense are told before anything is computed. */
    private ExplainJob job() {
        List<ChosenMethod> chosen;
        try {
            chosen = ChosenMethod.of(methods, preset, Optional.ofNullable(target), options);
        } catch (Problem problem) {
            throw wrong(problem);
        }
        Classifier loaded = classifier == null ? library.first() : library.load(classifier);
        Optional<Integer> classIndex = Optional.empty();
        ChosenComparison comparison = ChosenComparison.NONE;
        try {
            if (className != null) {
                classIndex = Optional.of(ChosenClass.named(
                        className, loaded.card().name(), loaded.card().classes()));
            }
            if (compare != null) {
                comparison = ChosenComparison.of(compare, preset, classIndex, loaded.card());
            }
            checkLayer(loaded);
            chosen = withLayers(loaded, chosen);
            home.home();
            home.device();
        } catch (Problem problem) {
            throw wrong(problem);
        }
        return new ExplainJob(
                loaded,
                preset,
                chosen,
                Optional.ofNullable(target),
                comparison,
                classIndex,
                Optional.ofNullable(layer),
                maps());
    }

    /** Of all methods those that the network can answer; the others are named, with the reason. */
    private List<ChosenMethod> withLayers(Classifier loaded, List<ChosenMethod> chosen) {
        List<ChosenMethod> layered =
                chosen.stream().filter(m -> m.method().id().layered()).toList();
        Optional<String> why = layer != null || layered.isEmpty()
                ? Optional.empty()
                : loaded.layerless(
                        layered.stream().map(m -> m.method().id().title()).collect(Collectors.joining(" or ")));
        if (why.isEmpty()) {
            return chosen;
        }
        if (methods.stream().noneMatch(id -> id.strip().equalsIgnoreCase("all"))) {
            throw new Problem(why.get());
        }
        PrintWriter err = spec.commandLine().getErr();
        loaded.graph().closed().ifPresent(program -> err.println(program.warning()));
        err.println(why.get());
        err.flush();
        return chosen.stream().filter(m -> !m.method().id().layered()).toList();
    }

    private void checkLayer(Classifier loaded) {
        if (layer != null && loaded.graph().closed().isPresent()) {
            throw new Problem(loaded.graph().closed().get().without("--layer"));
        }
        if (layer != null && loaded.graph().layer(layer).isEmpty()) {
            throw new Problem("The classifier " + loaded.card().name() + " has no layer '" + layer + "': choose one of "
                    + loaded.graph().layers().stream()
                            .filter(Layer::spatial)
                            .map(Layer::name)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private CommandLine.ParameterException wrong(Problem problem) {
        return new CommandLine.ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
    }

    private Optional<Path> maps() {
        return Optional.ofNullable(maps);
    }

    private Optional<Path> panel() {
        return Optional.ofNullable(panel);
    }
}
