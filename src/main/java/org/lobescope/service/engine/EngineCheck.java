package org.lobescope.service.engine;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.lobescope.Problem;
import org.lobescope.network.torch.TorchFolder;
import org.lobescope.service.worker.ChildProcess;

/** Tries a PyTorch in a child process, so that a broken driver ends that and not the window. */
final class EngineCheck {
    /** What comes with the driver of an NVIDIA GPU, and with nothing else. */
    private static final Pattern DRIVER = Pattern.compile("libcuda\\.so|nvcuda\\.dll");

    private final List<String> command;
    private final Duration patience;

    /**
     * A check.
     *
     * @param command the Java that runs {@link EngineCheckMain}, up to the class path
     */
    EngineCheck(List<String> command, Duration patience) {
        this.command = List.copyOf(command);
        this.patience = patience;
    }

    /**
     * The names of the devices that it computes with.
     *
     * @throws Problem when it does not start, or ends otherwise than it should
     */
    List<String> devices(TorchFolder torch) {
        List<String> words = new ArrayList<>(command);
        words.removeIf(word -> TorchFolder.PROPERTIES.stream().anyMatch(name -> word.startsWith("-D" + name + "=")));
        words.add(1, "-DPYTORCH_LIBRARY_PATH=" + torch.folder());
        words.add(2, "-DPYTORCH_FLAVOR=" + torch.flavour());
        words.add(3, "-DPYTORCH_VERSION=" + TorchFolder.VERSION);
        String line;
        try {
            line = ChildProcess.line(words, patience, EngineCheck::isAnswer).orElse("");
        } catch (TimeoutException e) {
            line = "";
        } catch (IOException e) {
            throw new Problem("The PyTorch in " + torch.folder() + " could not be tried: " + e.getMessage() + ".", e);
        }
        if (line.startsWith(EngineCheckMain.DEVICES)) {
            return List.of(
                    line.substring(EngineCheckMain.DEVICES.length()).strip().split(" "));
        }
        if (line.startsWith(EngineCheckMain.PROBLEM)) {
            String reason =
                    line.substring(EngineCheckMain.PROBLEM.length()).replace(torch.folder() + File.separator, "");
            throw new Problem("The PyTorch in " + torch.folder() + " does not load (" + reason + ")"
                    + (DRIVER.matcher(reason).find() ? ": NVIDIA's driver is not installed." : "."));
        }
        throw new Problem("The PyTorch in " + torch.folder()
                + " crashed or did not answer when it was tried: check the driver of the graphics card.");
    }

    private static boolean isAnswer(String line) {
        return line.startsWith(EngineCheckMain.DEVICES) || line.startsWith(EngineCheckMain.PROBLEM);
    }
}
