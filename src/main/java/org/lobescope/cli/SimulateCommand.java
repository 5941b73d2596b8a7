package org.lobescope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.simulation.SimulatedSource;
import org.lobescope.simulation.Simulation;
import org.lobescope.simulation.SourceKind;
import org.lobescope.simulation.Survey;
import org.lobescope.sky.Beam;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lobescope simulate}: radio galaxies that don't exist, with the truth about each. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        headerHeading = "",
        descriptionHeading = "%n",
        optionListHeading = "%n",
        header = "Makes images of simulated radio galaxies.",
        description = {
            "Writes FITS images of galaxies that don't exist, as a survey would show them (jets, lobes, hot spots, cores,"
                    + " other sources in the field, noise correlated by the beam), and labels.csv with the truth. Same"
                    + " kind, seed and options, same image."
        },
        footer = {
            "",
            "Examples:",
            "  lobescope simulate --out simulated",
            "  lobescope simulate --kind frii --survey lotss --seed 7 --count 20 --out simulated",
        })
final class SimulateCommand implements Callable<Integer> {
    private static final String COLUMNS =
            "name,fr_class,kind,split,ra_deg,dec_deg,extent_arcsec,flux_mjy,survey,seed,companions";
    private static final Pattern BEAM =
            Pattern.compile("([0-9.]+)(?:x([0-9.]+)(?:@(-?[0-9.]+))?)?", Pattern.CASE_INSENSITIVE);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND,...",
            description = "fri, frii, frii-core (bright core), bent (wide-angle tail), head-tail, compact, hybrid."
                    + " Default: all of them in turn")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--count", paramLabel = "N", description = "Images to make. Default: one of each kind")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the first image; the next has the next number. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--survey",
            paramLabel = "NAME",
            description =
                    "first (5.4\", 1.8\"/pixel), lotss (6\", 1.5\"), meerkat (8\", 2\"), nvss (45\", 15\"). Default:"
                            + " ${DEFAULT-VALUE}")
    private String survey = "first";

    @Option(names = "--pixel-scale", paramLabel = "ARCSEC", description = "Width of a pixel. Default: the survey's")
    private Optional<Double> pixelScale = Optional.empty();

    @Option(
            names = "--beam",
            paramLabel = "ARCSEC",
            description = "Width of the beam at half maximum: 6, or 8x6@30 with minor axis and position angle (deg)."
                    + " Default: the survey's")
    private @Nullable String beam;

    @Option(names = "--rms", paramLabel = "MJY", description = "Noise, mJy/beam. Default: the survey's")
    private Optional<Double> rms = Optional.empty();

    @Option(names = "--size", paramLabel = "PIXELS", description = "Width and height. Default: ${DEFAULT-VALUE}")
    private int size = Simulation.USUAL_SIZE;

    @Option(names = "--extent", paramLabel = "ARCSEC", description = "Galaxy from end to end. Default: drawn")
    private Optional<Double> extent = Optional.empty();

    @Option(names = "--flux", paramLabel = "MJY", description = "Of the galaxy at 1.4 GHz. Default: drawn")
    private Optional<Double> flux = Optional.empty();

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "Companions close to the galaxy. Default: only those that any field has")
    private int neighbours;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "What the column split of labels.csv says. Default: ${DEFAULT-VALUE}")
    private String split = "train";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the images go.")
    private Path out = Path.of("simulated");

    @Override
    public Integer call() {
        Simulation simulation;
        List<SourceKind> asked;
        try {
            asked = kinds.isEmpty()
                    ? List.of(SourceKind.values())
                    : kinds.stream().map(SimulateCommand::kind).toList();
            simulation = new Simulation(survey(), size, real(extent), real(flux), neighbours);
            require(count.orElse(1) > 0, "--count must be at least 1, not " + count.orElse(1) + ".");
            require(split.matches("[\\w-]+"), "--split must be a word, not '" + split + "'.");
        } catch (Problem problem) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
        }
        WholeFile.folder(out);
        Path labels = out.resolve("labels.csv");
        keepForeign(labels);
        StringBuilder table = new StringBuilder(COLUMNS).append('\n');
        int images = count.orElse(asked.size());
        for (int i = 0; i < images; i++) {
            SimulatedSource source = simulation.source(asked.get(i % asked.size()), seed + i);
            source.write(out.resolve(source.name() + ".fits"));
            table.append(row(source)).append('\n');
        }
        WholeFile.write(labels, draft -> Files.writeString(draft, table, StandardCharsets.UTF_8));
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(
                (images == 1 ? "1 image" : images + " images") + " and the truth about them (labels.csv) in " + out);
        terminal.flush();
        return 0;
    }

    /** The labels of real images are worth more than a simulation. */
    private static void keepForeign(Path labels) {
        if (!Files.exists(labels)) {
            return;
        }
        try (BufferedReader reader = Files.newBufferedReader(labels, StandardCharsets.UTF_8)) {
            if (COLUMNS.equals(reader.readLine())) {
                return;
            }
        } catch (IOException e) {
            throw new Problem(
                    "The file " + labels + " cannot be read, so it is not overwritten; choose another folder.", e);
        }
        throw new Problem("The file " + labels
                + " was not made by a simulation, so it is not overwritten; choose another folder.");
    }

    private String row(SimulatedSource source) {
        return String.join(
                ",",
                source.name(),
                source.kind().label(),
                source.kind().id(),
                split,
                String.format(Locale.ROOT, "%.5f", source.longitude()),
                String.format(Locale.ROOT, "%.5f", source.latitude()),
                String.format(Locale.ROOT, "%.2f", source.extent()),
                String.format(Locale.ROOT, "%.2f", source.flux()),
                source.simulation().survey().name(),
                Long.toString(source.seed()),
                Integer.toString(neighbours));
    }

    private static SourceKind kind(String id) {
        return Arrays.stream(SourceKind.values())
                .filter(kind -> kind.id().equals(id.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Problem("There is no kind '" + id + "': choose from "
                        + Arrays.stream(SourceKind.values()).map(SourceKind::id).collect(Collectors.joining(", "))
                        + "."));
    }

    private Survey survey() {
        Survey base = Survey.all().stream()
                .filter(each -> each.name().equalsIgnoreCase(survey))
                .findFirst()
                .orElseThrow(() -> new Problem("There is no survey '" + survey + "': choose from "
                        + Survey.all().stream()
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
        return new Survey(
                base.name(),
                pixelScale.orElse(base.pixelScale()),
                beam == null ? base.beam() : beam(beam),
                rms.orElse(base.noise()),
                base.frequency(),
                base.arms());
    }

    private static Beam beam(String text) {
        Matcher match = BEAM.matcher(text);
        try {
            if (match.matches()) {
                double major = Double.parseDouble(match.group(1));
                double minor = match.group(2) == null ? major : Double.parseDouble(match.group(2));
                double angle = match.group(3) == null ? 0 : Double.parseDouble(match.group(3));
                if (minor > 0 && minor <= major) {
                    return new Beam(major / 3600, minor / 3600, angle);
                }
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence
        }
        throw new Problem(
                "--beam wants a width in arcsec such as 6, or 8x6@30 (major axis first), not '" + text + "'.");
    }

    private static OptionalDouble real(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static void require(boolean right, String sentence) {
        if (!right) {
            throw new Problem(sentence);
        }
    }
}
