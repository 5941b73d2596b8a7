package org.lobescope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.figure.FigureFormat;
import org.lobescope.figure.PanelContent;
import org.lobescope.figure.PanelFigure;
import org.lobescope.figure.PanelStyle;
import org.lobescope.figure.PanelWriter;
import org.lobescope.figure.Vision;
import org.lobescope.service.ExplanationService;
import org.lobescope.session.CarriedSession;
import org.lobescope.session.Session;
import org.lobescope.session.SessionFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lobescope figure}: makes a figure again, or another one of the same maps. */
@Command(
        name = "figure",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        description =
                "Makes the figure of a session again, from the image and the classifier that it names. A figure made"
                        + " by Lobescope carries its session, so that it will do in place of a session file. The same session"
                        + " gives the same bytes (PNG: the same pixels).",
        footer = {
            "",
            "Examples:",
            "  lobescope figure galaxy.pdf --out again.pdf",
            "  lobescope figure galaxy.json --out column.pdf --figure-width aa --caption column.tex",
            "  lobescope figure galaxy.pdf --out look.png --preview deuteranopia"
        })
final class FigureCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SESSION|FIGURE",
            description = "A session file (.json), or a figure made by Lobescope (.png, .pdf or .svg).")
    private Path file = Path.of("session.json");

    @Option(names = "--out", required = true, paramLabel = "OUT.pdf|.svg|.png", description = "The figure to write.")
    private Path out = Path.of("figure.pdf");

    @Option(names = "--image", paramLabel = "PATH", description = "Where the image is now.")
    private @Nullable Path image;

    @Option(names = "--classifier", paramLabel = "ID|FILE.onnx", description = "Where the classifier is now.")
    private @Nullable String classifier;

    @Option(names = "--caption", paramLabel = "OUT.tex", description = "Also write the caption for LaTeX.")
    private @Nullable Path caption;

    @Option(names = "--session", paramLabel = "OUT.json", description = "Also write the session.")
    private @Nullable Path sessionFile;

    @Option(
            names = "--preview",
            paramLabel = "VISION",
            description = "Show the figure (PNG) as seen with deuteranopia, protanopia or tritanopia, or in greyscale.")
    private @Nullable String preview;

    @Mixin
    private HomeMixin home = new HomeMixin();

    @Mixin
    private FigureMixin figure = new FigureMixin();

    @Override
    public Integer call() throws InterruptedException {
        Vision vision;
        CarriedSession carried = CarriedSession.read(file);
        PanelStyle style;
        try {
            vision = vision();
            FigureFormat.of(out);
            style = figure.apply(carried.session().style());
            home.home();
            home.device();
        } catch (Problem problem) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
        }
        Stream.of(out, caption, sessionFile)
                .flatMap(each ->
                        Optional.ofNullable(each).map(f -> f.toAbsolutePath().getParent()).stream())
                .forEach(WholeFile::folder);
        ClassifierLibrary library = UserModels.library();
        Session session = pointed(carried.session(), library).with(style);
        String name = String.valueOf(file.getFileName());
        PanelContent content;
        try (ExplanationService service = home.open(false, this::say)) {
            content = new SessionRun(session, name).compute(library, service);
        }
        Session now = session.with(FigureOutput.made());
        if (vision != Vision.NORMAL) {
            PanelWriter.writePreview(out, PanelFigure.of(content, now.style()), vision);
        } else if (carried.figure()
                && now.equals(carried.session().with(now.image()).with(now.classifier()))) {
            // Word for word what the figure had, so that it becomes the same file wherever it is written.
            FigureOutput.figure(out, content, now, carried.text());
        } else {
            FigureOutput.figure(out, content, now);
        }
        if (caption != null) {
            FigureOutput.caption(caption, content, now);
        }
        if (sessionFile != null) {
            SessionFile.write(sessionFile, now);
        }
        spec.commandLine().getOut().println("figure in " + out);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }

    private Vision vision() {
        if (preview == null) {
            return Vision.NORMAL;
        }
        Vision vision = Vision.of(preview)
                .orElseThrow(() -> new Problem("--preview " + preview + " is not known: choose "
                        + Arrays.stream(Vision.values()).map(Vision::id).skip(1).collect(Collectors.joining(", "))
                        + "."));
        if (FigureFormat.of(out) != FigureFormat.PNG) {
            throw new Problem("--preview makes a picture to look at: let --out end with .png.");
        }
        return vision;
    }

    /** The session with the places that the options give for image and classifier. */
    private Session pointed(Session session, ClassifierLibrary library) {
        Session pointed = session;
        Session.Image before = session.image();
        Optional<Path> place = Optional.ofNullable(image).or(() -> found(before));
        if (place.isPresent()) {
            pointed = pointed.with(new Session.Image(place, "", before.sha256(), before.hdu(), before.plane()));
        }
        if (classifier != null) {
            ClassifierLibrary.Origin origin = library.origin(classifier);
            pointed = pointed.with(new Session.Network(
                    origin.id(), origin.file(), session.classifier().sha256()));
        }
        return pointed;
    }

    /** Where the image is: where the session says, else beside the session, or where the program was started. */
    private Optional<Path> found(Session.Image wanted) {
        if (wanted.file().isEmpty() || Files.exists(wanted.file().get())) {
            return wanted.file();
        }
        Path last = wanted.file().get().getFileName();
        return Stream.of(SessionFile.folder(file).resolve(last), last)
                .filter(Files::isRegularFile)
                .findFirst()
                .or(wanted::file);
    }
}
