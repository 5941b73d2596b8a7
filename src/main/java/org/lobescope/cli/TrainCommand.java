package org.lobescope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.network.Device;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torch.PortableArithmetic;
import org.lobescope.training.Architecture;
import org.lobescope.training.Augmentation;
import org.lobescope.training.FurtherImages;
import org.lobescope.training.LabelledImages;
import org.lobescope.training.SeedSeries;
import org.lobescope.training.TrainingJob;
import org.lobescope.training.TrainingOptions;
import org.lobescope.training.Where;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a classifier from labelled images. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Train a classifier from labelled images: folders named by the class, or a table of labels.",
            "Writes a network (ONNX), its model card (JSON) and the learning curves (PNG), all of one name. Until it"
                    + " is done there is a checkpoint: started again with the same options it goes on from there.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lobescope train --data images --out my.onnx",
            "  lobescope train --data labels.csv --where confidence=confident --epochs 60 --seeds 5 --out my.onnx"
        })
final class TrainCommand implements Callable<Integer> {
    private static final int LONGEST_STEP_SECONDS = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR|CSV",
            description = "A folder with a folder of images per class (perhaps inside train, valid, test), or a table"
                    + " with the columns name, class and perhaps split (train, valid, test), ra_deg, dec_deg.")
    private Path data = Path.of("");

    @Mixin
    private LabelsMixin labels = new LabelsMixin();

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<More> more = new ArrayList<>();

    /** Further images. */
    static final class More {
        @Option(
                names = "--more",
                required = true,
                paramLabel = "DIR|CSV",
                description = "Further images that are only trained on. Test images among them are left out.")
        private Path data = Path.of("");

        @Option(names = "--more-where", split = ",", paramLabel = "COLUMN=VALUE", description = "Take only these.")
        private List<String> where = new ArrayList<>();

        @Option(names = "--more-weight", paramLabel = "W", description = "Their weight in the loss; default: 1.")
        private double weight = 1;
    }

    @Option(
            names = "--apart",
            paramLabel = "ARCMIN",
            defaultValue = "2",
            description =
                    "Leave out what is as near to a test image, and further images that are as near to any image of"
                            + " --data or to another further one that came before; default: ${DEFAULT-VALUE} arcmin.")
    private double apart = 2;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            defaultValue = "d4",
            description =
                    "lenet, resnet, d4 (the same answer for turned and mirrored images), d4-wide or tiny; default:"
                            + " ${DEFAULT-VALUE}.")
    private String architecture = "d4";

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "60",
            description = "At most so many; default: ${DEFAULT-VALUE}.")
    private int epochs = 60;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "End when the validation loss has not fallen for so many epochs; default: a third of --epochs.")
    private Optional<Integer> patience = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Images per step; default:" + " ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Option(names = "--rate", paramLabel = "R", description = "Largest learning rate; default: 0.006, for lenet 0.001.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--decay",
            paramLabel = "D",
            defaultValue = "0.05",
            description = "Weight decay; default:" + " ${DEFAULT-VALUE}.")
    private double decay = 0.05;

    @Option(
            names = "--smoothing",
            paramLabel = "S",
            defaultValue = "0.1",
            description = "Label smoothing; default: ${DEFAULT-VALUE}.")
    private double smoothing = 0.1;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            defaultValue = "0.2",
            description = "Of the features before the last layer; default: ${DEFAULT-VALUE}.")
    private double dropout = 0.2;

    @Option(
            names = "--average",
            paramLabel = "A",
            defaultValue = "0.99",
            description = "How much of the averaged weights stays per step; default: ${DEFAULT-VALUE}.")
    private double average = 0.99;

    @Option(
            names = "--validation",
            paramLabel = "F",
            defaultValue = "0.15",
            description = "Fraction of every class's training images that is kept for validation, where the data name"
                    + " none; default: ${DEFAULT-VALUE}.")
    private double validation = 0.15;

    @Option(
            names = "--split-seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws these; default:" + " ${DEFAULT-VALUE}.")
    private long splitSeed = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of first weights, order, augmentation and dropout; default: ${DEFAULT-VALUE}. The same seed"
                    + " gives the same network on every x86-64 processor.")
    private long seed = 1;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Train so many networks, with seeds from --seed on, and take the one with the lowest"
                    + " validation loss; default: ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(
            names = "--augment",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether images are turned, mirrored, shifted, scaled, and made fainter and noisier; default:"
                    + " they are.")
    private boolean augment = true;

    @Option(
            names = "--balance",
            description = "Let every class count the same, however many images it has; default: every image does.")
    private boolean balance;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "150",
            description = "Side of the input, pixels; default:" + " ${DEFAULT-VALUE}.")
    private int size = 150;

    @Option(
            names = "--test",
            description = "When all is done, look at the images of the split test as well and state it in the card.")
    private boolean test;

    @Option(names = "--name", paramLabel = "TEXT", description = "Name for people; default: the file's.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--about",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "For the card: what the images are.")
    private String about = "";

    @Option(names = "--pixel-scale", paramLabel = "ARCSEC", description = "For the card: width of a pixel.")
    private Optional<Double> pixelScale = Optional.empty();

    @Option(
            names = "--beam",
            paramLabel = "ARCSEC",
            description = "For the card: full width at half maximum of the beam.")
    private Optional<Double> beam = Optional.empty();

    @Option(names = "--licence", paramLabel = "TEXT", defaultValue = "", description = "For the card: of the weights.")
    private String licence = "";

    @Option(names = "--citation", paramLabel = "TEXT", defaultValue = "", description = "For the card: what to cite.")
    private String citation = "";

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "The network to be: NAME.onnx.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        check();
        String arithmetic = PortableArithmetic.choose();
        Path model = out.toString().endsWith(".onnx") ? out : Path.of(out + ".onnx");
        Path folder = model.toAbsolutePath().getParent();
        if (folder != null) {
            WholeFile.folder(folder);
        }
        LabelledImages all = labels.read(data, labels.rows());
        LabelledImages labelled = all.clearOfTests(apart);
        FurtherImages further = new FurtherImages(labelled, labels.read(data, Where.ALL), apart);
        more.forEach(m -> further.add(labels.further(m.data, Where.of(m.where)), m.weight));
        TrainingProgress progress =
                new TrainingProgress(spec.commandLine().getErr(), Terminal.isErrorStream(), epochs, model);
        progress.begins(labelled, all.images().size() - labelled.images().size(), further);
        SeedSeries series = new SeedSeries(
                LongStream.range(seed, seed + seeds).boxed().toList(),
                (s, file) -> job(s, file, labelled, further, arithmetic));
        Optional<SeedSeries.Result> result = stoppable(progress, () -> series.run(model, progress));
        result.ifPresentOrElse(r -> progress.done(spec.commandLine().getOut(), r), progress::stopped);
        return result.isPresent() ? 0 : 1;
    }

    /** Ctrl+C lets the step under way end: the engine must not be taken apart while it computes. */
    private static <T> T stoppable(TrainingProgress progress, Supplier<T> training) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            progress.stop();
            try {
                ended.await(LONGEST_STEP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return training.get();
        } finally {
            ended.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It is running.
            }
        }
    }

    private TrainingJob job(long ofSeed, Path file, LabelledImages labelled, FurtherImages further, String arithmetic) {
        Architecture chosen = Architecture.of(architecture.toLowerCase(Locale.ROOT));
        TrainingOptions options = new TrainingOptions(
                chosen,
                epochs,
                batch,
                rate.orElse(chosen.usualRate()),
                decay,
                smoothing,
                dropout,
                average,
                validation,
                splitSeed,
                patience.orElse(Math.max(1, epochs / 3)),
                ofSeed,
                augment ? Augmentation.USUAL : Augmentation.NONE,
                balance);
        TrainingJob.Facts facts = new TrainingJob.Facts(
                name.orElse(String.valueOf(out.getFileName()).replaceFirst("\\.onnx$", "")),
                about,
                pixelScale.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                beam.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                licence,
                citation,
                commandLine(),
                arithmetic,
                test);
        return new TrainingJob(
                labelled,
                further.groups(),
                options,
                TrainingJob.usualPreprocessing(),
                new ImageShape(1, size, size),
                facts,
                file,
                Device.CPU);
    }

    /** What was typed, so that it can be typed again. */
    private String commandLine() {
        List<String> words = new ArrayList<>(List.of("lobescope"));
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        words.add("train");
        for (String word : parsed.originalArgs()) {
            if (!word.equals("train")) {
                words.add(word.matches("[\\w./=,:+-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
            }
        }
        return String.join(" ", words);
    }

    private void check() {
        Map<String, Boolean> sound = Map.of(
                "--epochs must be 1 or more",
                epochs >= 1,
                "--batch must be 1 or more",
                batch >= 1,
                "--rate must be above 0",
                rate.orElse(1.0) > 0,
                "--decay must be 0 or more",
                decay >= 0,
                "--smoothing must be from 0 to below 1",
                smoothing >= 0 && smoothing < 1,
                "--dropout must be from 0 to below 1",
                dropout >= 0 && dropout < 1,
                "--average must be from 0 to below 1",
                average >= 0 && average < 1,
                "--validation must be between 0 and 1",
                validation > 0 && validation < 1,
                "--size must be 32 or more",
                size >= 32,
                "--seeds must be 1 or more",
                seeds >= 1);
        sound.forEach((sentence, holds) -> {
            if (!holds) {
                throw new CommandLine.ParameterException(spec.commandLine(), sentence);
            }
        });
        if (Files.isDirectory(out)) {
            throw new Problem(
                    out + " is a folder: give --out the name of a file in it, such as " + out.resolve("my.onnx") + ".");
        }
    }
}
