package org.lobescope.service.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.network.torch.TorchFolder;
import org.lobescope.service.engine.EngineState.Source;

class ChosenEngineTest {
    private static final DownloadOffer OFFER = DownloadOffers.all().getFirst();

    private static final DownloadWatch NOBODY = new DownloadWatch() {
        @Override
        public void at(Step step, String what, long done, long all) {}

        @Override
        public boolean stopped() {
            return false;
        }
    };

    @TempDir
    Path folder;

    @AfterEach
    void clear() {
        TorchFolder.PROPERTIES.forEach(System::clearProperty);
    }

    private ChosenEngine engine(String behaviour) {
        return engine(behaviour, Duration.ofMinutes(2));
    }

    private ChosenEngine engine(String behaviour, Duration patience) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeCheck.class.getName(),
                behaviour);
        ArchiveFetch fetch = new ArchiveFetch(
                HttpClient.newHttpClient(),
                Optional.of(URI.create("http://localhost:9")),
                Duration.ofSeconds(5),
                Duration.ofMillis(1));
        return new ChosenEngine(
                folder.resolve("engine.properties"),
                new EngineCheck(command, patience),
                new EngineDownload(folder.resolve("pytorch"), fetch, anywhere -> 1),
                Optional::empty);
    }

    /** What a download looks like that is complete. */
    private Path downloaded() throws IOException {
        Path lib = Files.createDirectories(
                folder.resolve("pytorch").resolve(OFFER.id()).resolve("torch").resolve("lib"));
        for (String library : List.of("torch_cpu", "torch_cuda")) {
            Files.writeString(lib.resolve("lib" + library + ".so"), "library");
        }
        Files.writeString(lib.resolveSibling("version.py"), "__version__ = '2.7.1+cu126'");
        return lib;
    }

    /** What an unpacked libtorch looks like from outside. */
    private Path libtorch(String version, String... libraries) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("libtorch").resolve("lib"));
        for (String library : libraries) {
            Files.writeString(lib.resolve("lib" + library + ".so"), "");
        }
        Files.writeString(folder.resolve("libtorch").resolve("build-version"), version + "\n");
        return folder.resolve("libtorch");
    }

    @Test
    void whatWorksIsRememberedAndTakenAtTheNextStart() throws IOException {
        Path torch = libtorch("2.7.1+cu128", "torch_cpu", "torch_cuda");
        assertEquals(List.of("cuda:0", "cpu"), engine("good").choose(torch));
        assertEquals(Optional.of(torch.resolve("lib")), engine("good").folder());
        EngineStart start = engine("good").apply();
        assertEquals(Optional.empty(), start.fallback());
        assertEquals(List.of("cuda:0", "cpu"), start.devices());
        assertEquals(Source.POINTED, start.state().source());
        assertEquals(Optional.of("2.7.1+cu128"), start.state().version());
        assertEquals(torch.resolve("lib").toString(), System.getProperty("PYTORCH_LIBRARY_PATH"));
        assertEquals("cu128", System.getProperty("PYTORCH_FLAVOR"));
        engine("good").forget();
        assertEquals(Optional.empty(), engine("good").folder());
    }

    @Test
    void theChildTriesWhatWasPointedAt() throws IOException {
        Path torch = libtorch("2.7.1", "torch_cpu");
        assertEquals(
                List.of(torch.resolve("lib").toString(), "cpu"),
                engine("folder").choose(torch.resolve("lib")));
    }

    @Test
    void aDriverThatCrashesLeavesTheProgramsOwnPyTorchAndSaysSo() throws IOException {
        Path torch = libtorch("2.7.1+cu126", "torch_cpu", "torch_cuda");
        engine("good").choose(torch);
        for (String behaviour : List.of("crash", "problem")) {
            String said = engine(behaviour).apply().fallback().orElseThrow();
            assertTrue(said.contains("own PyTorch"), said);
            assertEquals(null, System.getProperty("PYTORCH_LIBRARY_PATH"));
        }
        String said = engine("hang", Duration.ofMillis(300)).apply().fallback().orElseThrow();
        assertTrue(said.contains("driver"), said);
    }

    @Test
    void whatDoesNotWorkIsNotRemembered() throws IOException {
        Path torch = libtorch("2.7.1+cu128", "torch_cpu", "torch_cuda");
        String said = String.valueOf(
                assertThrows(Problem.class, () -> engine("problem").choose(torch))
                        .getMessage());
        assertTrue(said.contains("libcuda") && said.contains("driver is not installed"), said);
        assertEquals(Optional.empty(), engine("good").folder());
        said = String.valueOf(
                assertThrows(Problem.class, () -> engine("processor").choose(torch))
                        .getMessage());
        assertTrue(said.contains("no GPU"), said);
        assertEquals(Optional.empty(), engine("good").folder());
    }

    @Test
    void anotherVersionIsRefusedBeforeItCanCrash() throws IOException {
        Path torch = libtorch("2.9.0+cu128", "torch_cpu", "torch_cuda");
        String said = String.valueOf(
                assertThrows(Problem.class, () -> engine("good").choose(torch)).getMessage());
        assertTrue(said.contains("2.9.0") && said.contains("2.7.1"), said);
        assertThrows(Problem.class, () -> engine("good").choose(folder.resolve("nothing")));
    }

    @Test
    void aDownloadThatWorksIsTakenAndCanBeUndone() throws IOException {
        Path lib = downloaded();
        ChosenEngine engine = engine("good");
        assertEquals(Source.OWN, engine.state().source());
        assertEquals(List.of("cuda:0", "cpu"), engine.download(OFFER, NOBODY));
        assertEquals(Source.DOWNLOADED, engine.state().source());
        assertEquals(Optional.of(lib), engine.state().folder());
        assertEquals(
                lib.toString(), engine.apply().state().folder().orElseThrow().toString());
        engine.forget();
        assertEquals(Source.OWN, engine.state().source());
        long bytes = engine.state().downloaded();
        assertEquals(2 * "library".length() + "__version__ = '2.7.1+cu126'".length(), bytes);
        assertEquals(List.of("cuda:0", "cpu"), engine.choose(lib));
        assertEquals(bytes, engine.remove());
        assertEquals(Source.OWN, engine.state().source());
        assertEquals(0, engine.state().downloaded());
    }

    @Test
    void removingDownloadsLeavesWhatWasPointedAt() throws IOException {
        downloaded();
        Path torch = libtorch("2.7.1+cu128", "torch_cpu", "torch_cuda");
        engine("good").choose(torch);
        assertTrue(engine("good").remove() > 0);
        assertEquals(Source.POINTED, engine("good").state().source());
    }

    @Test
    void aDownloadThatDoesNotComputeOnAGpuIsNotTaken() throws IOException {
        downloaded();
        for (String behaviour : List.of("crash", "problem", "processor")) {
            ChosenEngine engine = engine(behaviour);
            String said = String.valueOf(assertThrows(Problem.class, () -> engine.download(OFFER, NOBODY))
                    .getMessage());
            assertTrue(said.contains("--remove"), said);
            assertEquals(Source.OWN, engine.state().source());
        }
        ChosenEngine hanging = engine("hang", Duration.ofMillis(300));
        assertThrows(Problem.class, () -> hanging.download(OFFER, NOBODY));
        assertEquals(Source.OWN, hanging.state().source());
    }

    @Test
    void aGpuThatIsGoneLeavesTheProgramsOwnPyTorchAndSaysSo() throws IOException {
        engine("good").choose(libtorch("2.7.1+cu128", "torch_cpu", "torch_cuda"));
        EngineStart start = engine("processor").apply();
        String said = start.fallback().orElseThrow();
        assertTrue(said.contains("no GPU") && said.contains("own PyTorch"), said);
        assertEquals(null, System.getProperty("PYTORCH_LIBRARY_PATH"));
    }

    @Test
    void thePyTorchThatWasDeletedLeavesTheProgramsOwnAndSaysSo() throws IOException {
        engine("good").choose(downloaded());
        engine("good").download(OFFER, NOBODY);
        Files.delete(folder.resolve("pytorch").resolve(OFFER.id()).resolve("torch/lib/libtorch_cpu.so"));
        EngineStart start = engine("good").apply();
        assertTrue(start.fallback().orElseThrow().contains("There is no PyTorch in"), "" + start);
        assertEquals(Optional.empty(), start.state().version());
    }

    @Test
    void aFileThatNamesNoFolderLeavesTheProgramsOwnPyTorchAndSaysSo() throws IOException {
        for (String damaged : List.of("folder=a\\u0000b", "folder=\\ux", "")) {
            Files.writeString(folder.resolve("engine.properties"), damaged);
            EngineStart start = engine("good").apply();
            assertEquals(Source.OWN, start.state().source());
            String said = start.fallback().orElseThrow();
            assertTrue(said.contains("engine.properties") && said.contains("own PyTorch"), said);
        }
        engine("good").forget();
        assertEquals(Optional.empty(), engine("good").apply().fallback());
    }

    @Test
    void theServerThatIsAskedIsNamed() {
        DownloadProspect prospect = engine("good").prospect();
        if (prospect.offer().isPresent()) {
            assertTrue(prospect.offered().contains("from localhost:9, "), prospect.offered());
        }
        assertEquals(1, prospect.free());
        assertFalse(prospect.fits());
    }

    @Test
    void whatWasDownloadedBeforeIsNotAskedForAgain() throws IOException {
        downloaded();
        DownloadProspect prospect = engine("good").prospect();
        if (prospect.offer().filter(OFFER::equals).isPresent()) {
            assertTrue(prospect.offered().contains("downloaded before"), prospect.offered());
            assertTrue(prospect.fits(), "nothing more has to fit");
        }
    }

    @Test
    void aMirrorIsAnAddress() {
        assertThrows(Problem.class, () -> ChosenEngine.ofUser(Optional.of("mirror")));
        assertThrows(Problem.class, () -> ChosenEngine.ofUser(Optional.of("ftp://mirror/x")));
        assertThrows(Problem.class, () -> ChosenEngine.ofUser(Optional.of("https:// x")));
    }
}
