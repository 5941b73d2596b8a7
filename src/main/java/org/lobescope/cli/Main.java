package org.lobescope.cli;

import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.service.engine.ChosenEngine;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.ui.LobescopeWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The program's entry: a subcommand, or the window. */
public final class Main {
    /** What needs no engine, or chooses it. */
    private static final List<String> NOT_COMPUTING =
            List.of("engine", "figure", "help", "--help", "-h", "--version", "-V");

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        LogFile.choose();
        EngineStart engine = ChosenEngine.isChosen() && (args.length == 0 || !NOT_COMPUTING.contains(args[0]))
                ? ChosenEngine.ofUser().apply()
                : EngineStart.OWN;
        engine.fallback().ifPresent(System.err::println);
        System.exit(onlyImages(args) ? window(engine, args) : run(engine, args));
    }

    /** Whether the window is asked for and nothing else; reading the commands takes a third of a second of its start. */
    static boolean onlyImages(String... args) {
        return Arrays.stream(args).allMatch(arg -> {
            File file = new File(arg);
            // A file without an ending may have the name of a command.
            return !arg.startsWith("-") && file.getName().contains(".") && file.isFile();
        });
    }

    private static int window(EngineStart engine, String... args) {
        try {
            LobescopeWindow.open(
                    engine, Arrays.stream(args).map(Path::of).toList(), Optional.empty(), Optional.empty());
            return 0;
        } catch (RuntimeException failure) {
            return told(failure, commandLine(engine), null);
        }
    }

    /** Runs the command line: 0 when all went well, 1 when something did not, 2 when the arguments make no sense. */
    static int run(EngineStart engine, String... args) {
        return commandLine(engine).execute(args);
    }

    /** The command line with all its subcommands, with the program's own PyTorch. */
    static CommandLine commandLine() {
        return commandLine(EngineStart.OWN);
    }

    private static CommandLine commandLine(EngineStart engine) {
        return new CommandLine(new LobescopeCommand(engine))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a file's name may begin with @
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::wrong)
                .setExecutionExceptionHandler(Main::told);
    }

    /** What is wrong with the arguments, and where to read more: the whole help would push it off the screen. */
    private static int wrong(CommandLine.ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        // For a word that is neither a command nor a file picocli would tell its place, which is of no use.
        String sentence = failure instanceof CommandLine.UnmatchedArgumentException unmatched
                        && !unmatched.isUnknownOption()
                ? "There is no command or file '" + unmatched.getUnmatched().getFirst() + "'."
                : failure.getMessage();
        err.println(command.getColorScheme().errorText(sentence));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int told(Exception failure, CommandLine command, @Nullable ParseResult result) {
        Logger log = LoggerFactory.getLogger(Main.class);
        if (failure instanceof Problem problem) {
            log.info("{}", problem.getMessage(), problem);
            command.getErr().println(problem.getMessage());
        } else {
            log.error("unexpected", failure);
            command.getErr()
                    .println("Something went wrong inside Lobescope (" + failure + "); the log file in "
                            + LogFile.folder() + " has the details.");
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
