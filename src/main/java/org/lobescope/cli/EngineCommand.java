package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lobescope.network.torch.TorchFolder;
import org.lobescope.service.engine.ChosenEngine;
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
            "Choose the PyTorch that computes: the program's own (processor only), or one with a GPU.",
            "It is tried in a process of its own before it is taken, now and at each start; when it does not work any more,"
                    + " the program's own computes and says so. It has to be version " + TorchFolder.VERSION
                    + ", for NVIDIA's GPUs one for CUDA 12."
        })
final class EngineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--use",
            paramLabel = "FOLDER",
            description = "An unpacked libtorch, or the folder site-packages/torch of a Python.")
    private Optional<Path> use = Optional.empty();

    @Option(names = "--own", description = "Back to the program's own.")
    private boolean own;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ChosenEngine engine = ChosenEngine.ofUser();
        if (own) {
            engine.forget();
        }
        if (use.isPresent()) {
            out.println("Devices: " + String.join(", ", engine.choose(use.get())));
        }
        out.println("PyTorch: "
                + engine.folder()
                        .map(Path::toString)
                        .orElse("the program's own " + TorchFolder.VERSION + ", processor"));
        out.flush();
        return 0;
    }
}
