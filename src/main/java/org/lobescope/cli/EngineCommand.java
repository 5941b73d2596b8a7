package org.lobescope.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.torch.TorchFolder;
import org.lobescope.service.engine.ByteWords;
import org.lobescope.service.engine.ChosenEngine;
import org.lobescope.service.engine.EngineState;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Chooses the PyTorch that computes. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Choose the PyTorch that computes: the program's own (processor; on Apple silicon the GPU too), or one with a"
                    + " GPU of NVIDIA.",
            "It is tried in a process of its own before it is taken, now and at each start; when it does not work any more,"
                    + " the program's own computes and says so. It has to be version " + TorchFolder.VERSION
                    + ", for NVIDIA's GPUs one for CUDA 12.",
            "Without options: which one it is."
        })
final class EngineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true)
    private @Nullable What what;

    /** One thing at a time. */
    private static final class What {
        @Option(
                names = "--use",
                paramLabel = "FOLDER",
                description = "Take an unpacked libtorch, or the folder site-packages/torch of a Python.")
        private @Nullable Path use;

        @Option(
                names = "--download",
                description = "Download one for NVIDIA's GPUs: says the size and the source and asks first.")
        private boolean download;

        @Option(names = "--own", description = "Back to the program's own; a download stays on the disk.")
        private boolean own;

        @Option(names = "--remove", description = "Delete what was downloaded; back to the program's own.")
        private boolean remove;
    }

    @Option(names = "--yes", description = "With --download: agree to it beforehand.")
    private boolean yes;

    @Option(names = "--anyway", description = "With --download: also where it would bring nothing.")
    private boolean anyway;

    @Option(
            names = "--source",
            paramLabel = "URL",
            defaultValue = "${env:" + ChosenEngine.MIRROR + "}",
            description = "With --download: a server that has the same files under the same paths, in place of"
                    + " files.pythonhosted.org and download.pytorch.org; also by the environment variable "
                    + ChosenEngine.MIRROR + ". The checksums stay the same.")
    private Optional<String> source = Optional.empty();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ChosenEngine engine = ChosenEngine.ofUser(source.filter(text -> !text.isBlank()));
        What asked = what;
        if (asked != null && asked.own) {
            engine.forget();
        } else if (asked != null && asked.remove) {
            out.println(ByteWords.of(engine.remove()) + " are free again.");
        } else if (asked != null && asked.use != null) {
            out.println("Devices: " + String.join(", ", engine.choose(asked.use)));
        } else if (asked != null && asked.download) {
            Optional<Predicate<String>> person = person(out);
            new DownloadConversation(engine, out, spec.commandLine().getErr(), person.isPresent())
                    .hold(yes, anyway, person);
        }
        EngineState state = engine.state();
        out.println("From the next start on: " + state.words() + ".");
        if (state.downloaded() > 0) {
            out.println("Downloaded: " + ByteWords.of(state.downloaded())
                    + " on the disk; 'lobescope engine --remove' deletes it.");
        }
        out.flush();
        return 0;
    }

    /** Whoever sits at the terminal, to be asked; empty where there is none. */
    private static Optional<Predicate<String>> person(PrintWriter out) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        return Optional.of(question -> {
            out.flush();
            String answer = console.readLine("%s [y/N] ", question);
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        });
    }
}
