package org.lobescope.service.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.lobescope.Problem;
import org.lobescope.UserFolders;
import org.lobescope.WholeFile;
import org.lobescope.network.torch.TorchFolder;
import org.lobescope.service.worker.WorkerCommand;

/** The PyTorch that a person points at instead of the program's own: one for a GPU. It is remembered in a file. */
public final class ChosenEngine {
    private static final String FOLDER = "folder";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path file;
    private final EngineCheck check;

    ChosenEngine(Path file, EngineCheck check) {
        this.file = file;
        this.check = check;
    }

    /** That of whoever runs the program. */
    public static ChosenEngine ofUser() {
        return new ChosenEngine(
                UserFolders.current().data().resolve("engine.properties"),
                new EngineCheck(WorkerCommand.java(EngineCheckMain.class.getName()), PATIENCE));
    }

    /** Whether a person has pointed at one; quick. */
    public static boolean isChosen() {
        return Files.isRegularFile(UserFolders.current().data().resolve("engine.properties"));
    }

    /** The folder that was pointed at. */
    public Optional<Path> folder() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(values.getProperty(FOLDER)).map(Path::of);
    }

    /**
     * Tries a PyTorch and remembers it for all later starts.
     *
     * @return the devices that it computes with
     * @throws Problem when there is none, or it does not work; what was remembered stays
     */
    public List<String> choose(Path pointed) {
        TorchFolder torch = TorchFolder.of(pointed);
        List<String> devices = check.devices(torch);
        Properties values = new Properties();
        values.setProperty(FOLDER, torch.folder().toString());
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            WholeFile.folder(parent);
        }
        WholeFile.write(file, draft -> {
            StringWriter text = new StringWriter();
            values.store(text, "Lobescope: the PyTorch to compute with");
            Files.writeString(draft, text.toString());
        });
        return devices;
    }

    /** Goes back to the program's own PyTorch. */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Problem(file + " could not be deleted: delete it by hand.", e);
        }
    }

    /**
     * Lets the engine take what was chosen, after it was tried in a child process; to be called before the engine starts.
     *
     * @return a sentence when it does not work: the program's own PyTorch computes then, on the processor
     */
    public Optional<String> apply() {
        Optional<Path> chosen = folder();
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        try {
            TorchFolder torch = TorchFolder.of(chosen.get());
            check.devices(torch);
            torch.use();
            return Optional.empty();
        } catch (Problem problem) {
            return Optional.of(problem.getMessage() + " Lobescope computes on the processor with its own PyTorch.");
        }
    }
}
