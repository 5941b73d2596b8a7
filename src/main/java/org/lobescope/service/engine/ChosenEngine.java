package org.lobescope.service.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.lobescope.Problem;
import org.lobescope.PropertiesFile;
import org.lobescope.UserFolders;
import org.lobescope.network.Device;
import org.lobescope.network.torch.TorchFolder;
import org.lobescope.service.engine.DownloadWatch.Step;
import org.lobescope.service.engine.EngineState.Source;
import org.lobescope.service.worker.WorkerCommand;

/**
 * The PyTorch that a person chose in place of the program's own: one for a GPU, which is installed or was downloaded. It
 * is remembered in a file, and tried in a child process before it is taken, now and at each start.
 */
public final class ChosenEngine implements EngineChoice {
    /** Names a server with the same files as the public hosts. */
    public static final String MIRROR = "LOBESCOPE_PYTORCH_SOURCE";

    private static final String FOLDER = "folder";
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(60);
    private static final Duration NETWORK_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String FALLBACK = " Lobescope computes on the processor with its own PyTorch.";

    private static final String NO_GPU =
            "The PyTorch for a GPU loads, but finds no GPU that it can compute with: check the graphics card's driver.";
    private static final List<String> PROCESSOR = List.of(Device.CPU.id());

    private final Path file;
    private final EngineCheck check;
    private final EngineDownload download;
    private final Supplier<Optional<NvidiaDriver>> driver;

    /**
     * A choice.
     *
     * @param file that remembers it
     * @param driver looks for the driver of a GPU
     */
    ChosenEngine(Path file, EngineCheck check, EngineDownload download, Supplier<Optional<NvidiaDriver>> driver) {
        this.file = file;
        this.check = check;
        this.download = download;
        this.driver = driver;
    }

    /** That of whoever runs the program. */
    public static ChosenEngine ofUser() {
        return ofUser(Optional.ofNullable(System.getenv(MIRROR)).filter(text -> !text.isBlank()));
    }

    /**
     * That of whoever runs the program, with downloads from a server of their choice.
     *
     * @param mirror its address; empty: the public hosts
     * @throws Problem when that is no address
     */
    public static ChosenEngine ofUser(Optional<String> mirror) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(NETWORK_PATIENCE)
                .build();
        ArchiveFetch fetch = new ArchiveFetch(client, mirror.map(ChosenEngine::address), NETWORK_PATIENCE, PAUSE);
        return new ChosenEngine(
                usualFile(),
                new EngineCheck(WorkerCommand.java(EngineCheckMain.class.getName()), CHECK_PATIENCE),
                new EngineDownload(
                        UserFolders.current().cache().resolve("pytorch"),
                        fetch,
                        folder -> folder.toFile().getUsableSpace()),
                NvidiaDriver::find);
    }

    /** Whether a person has chosen one; quick. */
    public static boolean isChosen() {
        return Files.isRegularFile(usualFile());
    }

    private static Path usualFile() {
        return UserFolders.current().data().resolve("engine.properties");
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text.strip());
            if (address.getHost() != null && address.getScheme().startsWith("http")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new Problem("'" + text + "' is not the address of a server to download from: write https://host/path.");
    }

    /** The folder that was chosen; empty: the program's own PyTorch. */
    Optional<Path> folder() {
        try {
            return Optional.ofNullable(PropertiesFile.read(file).getProperty(FOLDER))
                    .map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public EngineState state() {
        long downloaded = download.taken();
        return folder().map(folder -> new EngineState(
                        download.holds(folder) ? Source.DOWNLOADED : Source.POINTED,
                        Optional.of(folder),
                        version(folder),
                        downloaded))
                .orElseGet(() -> EngineState.own(downloaded));
    }

    private static Optional<String> version(Path folder) {
        try {
            return Optional.of(TorchFolder.of(folder).version());
        } catch (Problem problem) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> choose(Path pointed) {
        TorchFolder torch = TorchFolder.of(pointed);
        List<String> devices = check.devices(torch);
        if (lacksItsGpu(torch, devices)) {
            throw new Problem(NO_GPU + " It was not taken.");
        }
        remember(torch);
        return devices;
    }

    private static boolean lacksItsGpu(TorchFolder torch, List<String> devices) {
        return torch.isForGpu() && devices.equals(PROCESSOR);
    }

    private void remember(TorchFolder torch) {
        Properties values = new Properties();
        values.setProperty(FOLDER, torch.folder().toString());
        PropertiesFile.write(file, values, "Lobescope: the PyTorch to compute with");
    }

    @Override
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Problem(file + " could not be deleted: delete it by hand.", e);
        }
    }

    @Override
    public DownloadProspect prospect() {
        Optional<NvidiaDriver> found = driver.get();
        Optional<DownloadOffer> offer = DownloadOffers.here(found);
        return new DownloadProspect(
                DownloadOffers.system(System.getProperty("os.name", ""), System.getProperty("os.arch", "")),
                offer,
                found,
                offer.map(download::hosts).orElse(""),
                offer.map(download::place).orElse(download.root()),
                offer.map(download::needed).orElse(0L),
                download.free(),
                offer.map(download::place).filter(Files::isDirectory).isPresent());
    }

    @Override
    public List<String> download(DownloadOffer offer, DownloadWatch watch) {
        Path folder = download.fetch(offer, watch);
        watch.at(Step.TRYING, "PyTorch", offer.bytes(), offer.bytes());
        TorchFolder torch = TorchFolder.of(folder);
        String kept = " It was not taken into use and stays in " + folder
                + " until 'lobescope engine --remove'; Lobescope goes on as before.";
        List<String> devices;
        try {
            devices = check.devices(torch);
        } catch (Problem problem) {
            throw new Problem(problem.getMessage() + kept, problem);
        }
        if (devices.equals(PROCESSOR)) {
            throw new Problem(NO_GPU + kept);
        }
        remember(torch);
        return devices;
    }

    @Override
    public long remove() {
        if (folder().filter(download::holds).isPresent()) {
            forget();
        }
        return download.remove();
    }

    /**
     * Lets the engine take what was chosen, after it was tried in a child process; to be called before the engine starts.
     */
    public EngineStart apply() {
        EngineState state = state();
        if (state.folder().isEmpty()) {
            return new EngineStart(
                    state,
                    List.of(),
                    Optional.of(file + " does not name a folder with a PyTorch: choose one again." + FALLBACK)
                            .filter(sentence -> Files.isRegularFile(file)));
        }
        try {
            TorchFolder torch = TorchFolder.of(state.folder().get());
            List<String> devices = check.devices(torch);
            if (lacksItsGpu(torch, devices)) {
                return new EngineStart(state, List.of(), Optional.of(NO_GPU + FALLBACK));
            }
            torch.use();
            return new EngineStart(state, devices, Optional.empty());
        } catch (Problem problem) {
            return new EngineStart(state, List.of(), Optional.of(problem.getMessage() + FALLBACK));
        }
    }
}
