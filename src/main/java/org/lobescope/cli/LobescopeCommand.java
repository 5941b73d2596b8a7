package org.lobescope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lobescope.Problem;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.ui.LobescopeWindow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program itself: with a subcommand its work, else the window. */
@Command(
        name = "lobescope",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "lobescope [FILE...]                 open the window, with these images",
            "       lobescope COMMAND [OPTIONS] ...    work without a window"
        },
        description = {
            "",
            "Shows where a radio-galaxy classifier looks: open a radio image (FITS or PNG), pick a trained"
                    + " classifier, and see the heatmaps of ten saliency methods side by side.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  lobescope galaxy.fits",
            "  lobescope explain galaxy.fits --panel galaxy.png",
            "  lobescope help explain"
        },
        subcommands = {
            ExplainCommand.class,
            FigureCommand.class,
            ModelCommand.class,
            ScreenshotCommand.class,
            EvaluateCommand.class,
            SimulateCommand.class,
            TrainCommand.class,
            ServeCommand.class,
            EngineCommand.class,
            BenchmarkCommand.class,
            RehearseCommand.class,
            CommandLine.HelpCommand.class
        })
final class LobescopeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Images to open in the window.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private HomeMixin home = new HomeMixin();

    private final EngineStart engine;

    /** The program, started with that PyTorch. */
    LobescopeCommand(EngineStart engine) {
        this.engine = engine;
    }

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.exists(file)) {
                String word = file.toString();
                if (!word.contains(".") && !word.contains("/") && !word.contains("\\")) {
                    // A mistyped command rather than an image.
                    throw new CommandLine.UnmatchedArgumentException(spec.commandLine(), List.of(word));
                }
                throw new Problem("There is no file " + file + ": check its name.");
            }
        }
        LobescopeWindow.open(engine, files, home.home(), home.device());
        return 0;
    }
}
