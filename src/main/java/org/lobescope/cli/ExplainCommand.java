package org.lobescope.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.UserFolders;
import org.lobescope.WholeFile;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.LocalExplanationService;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
                + " --maps and --panel the results are printed as a table.",
        footer = {
            "",
            "Methods: vanilla-gradient, smoothgrad, integrated-gradients, guided-ig, blur-ig, xrai, fast-xrai, grad-cam,"
                    + " grad-cam-plus-plus, score-cam.",
            "",
            "Ends with 0 when every image worked, with 1 when one did not (the others are done all the same), and with 2"
                    + " when the arguments make no sense.",
            "",
            "Examples:",
            "  lobescope explain galaxy.fits",
            "  lobescope explain galaxy.fits --panel galaxy-maps.png",
            "  lobescope explain *.fits --maps results --methods xrai,grad-cam",
            "  lobescope explain galaxy.fits --class FRI --option smoothgrad.samples=50"
        })
final class ExplainCommand implements Callable<Integer> {
    /** Images whose explanations are under way at a time: while one ends the cores work on the next. */
    private static final int UNDER_WAY = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Radio images: FITS (also .gz and .fz), PNG or JPEG.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--classifier",
            paramLabel = "ID|FILE.onnx",
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
            names = "--layer",
            paramLabel = "NAME",
            description =
                    "The layer that Grad-CAM, Grad-CAM++ and Score-CAM look at. Default: the last convolutional block")
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
                    "Write each map there as IMAGE.METHOD.fits (32-bit floats as the method computed them, with the"
                            + " image's sky coordinates), and explanations.json with all numbers.")
    private @Nullable Path maps;

    @Option(
            names = "--panel",
            paramLabel = "OUT.png",
            description = "Paint all maps of an image into one figure. For several images the image's name is added:"
                    + " OUT-IMAGE.png.")
    private @Nullable Path panel;

    @Override
    public Integer call() throws InterruptedException {
        ExplainJob job = job();
        maps().ifPresent(WholeFile::folder);
        panel().map(file -> file.toAbsolutePath().getParent()).ifPresent(WholeFile::folder);
        List<String> names = OutputNames.of(files);
        boolean complete = true;
        try (ExplanationService service = new LocalExplanationService();
                ExplainProgress progress = new ExplainProgress(
                        spec.commandLine().getErr(),
                        Terminal.isErrorStream(),
                        files.size(),
                        job.methods().size())) {
            service.warmUp(job.classifier());
            ExplainOutput output = new ExplainOutput(
                    job,
                    panels(names),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            ArrayDeque<ImageTask> underWay = new ArrayDeque<>();
            for (int i = 0; i < files.size(); i++) {
                if (underWay.size() == UNDER_WAY) {
                    complete &= finish(underWay.remove(), output, progress);
                }
                ImageTask task = new ImageTask(job, files.get(i), names.get(i), i, progress);
                task.start(service);
                underWay.add(task);
            }
            while (!underWay.isEmpty()) {
                complete &= finish(underWay.remove(), output, progress);
            }
        }
        return complete ? 0 : 1;
    }

    private static boolean finish(ImageTask task, ExplainOutput output, ExplainProgress progress)
            throws InterruptedException {
        ImageReport report = output.write(task.await());
        progress.finished(report, () -> output.print(report));
        return report.complete();
    }

    /** What is asked for; arguments that make no sense are told before anything is computed. */
    private ExplainJob job() {
        List<ChosenMethod> chosen;
        try {
            chosen = ChosenMethod.of(methods, preset, Optional.ofNullable(target), options);
        } catch (Problem problem) {
            throw wrong(problem);
        }
        if (panel != null && !panel.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw wrong(new Problem("--panel " + panel + " is no PNG file: give a name that ends with .png."));
        }
        ClassifierLibrary library =
                new ClassifierLibrary(UserFolders.current().data().resolve("models"));
        Classifier loaded = classifier == null ? library.first() : library.load(classifier);
        Optional<Integer> classIndex = Optional.empty();
        try {
            if (className != null) {
                classIndex = Optional.of(ChosenClass.named(
                        className, loaded.card().name(), loaded.card().classes()));
            }
            checkLayer(loaded);
        } catch (Problem problem) {
            throw wrong(problem);
        }
        return new ExplainJob(loaded, preset, chosen, classIndex, Optional.ofNullable(layer), maps());
    }

    private void checkLayer(Classifier loaded) {
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

    /** Where each image's figure goes, by the image's name. */
    private Function<String, Optional<Path>> panels(List<String> names) {
        return name -> panel().map(file -> {
            if (names.size() == 1) {
                return file;
            }
            String whole = String.valueOf(file.getFileName());
            int dot = whole.lastIndexOf('.');
            return file.resolveSibling(whole.substring(0, dot) + "-" + name + whole.substring(dot));
        });
    }
}
