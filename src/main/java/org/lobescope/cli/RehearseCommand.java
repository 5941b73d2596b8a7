package org.lobescope.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lobescope.ui.LobescopeWindow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens the window and closes it again when all maps are there: for packaging/record-start. */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Opens the window with an image and closes it when all maps are there.")
final class RehearseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The image.")
    private Path image = Path.of("");

    @Override
    public Integer call() {
        LobescopeWindow.rehearse(image);
        return 0;
    }
}
