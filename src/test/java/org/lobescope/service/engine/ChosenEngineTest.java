package org.lobescope.service.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

class ChosenEngineTest {
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
        return new ChosenEngine(folder.resolve("engine.properties"), new EngineCheck(command, patience));
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
        assertEquals(Optional.empty(), engine("good").apply());
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
            String said = engine(behaviour).apply().orElseThrow();
            assertTrue(said.contains("own PyTorch"), said);
            assertEquals(null, System.getProperty("PYTORCH_LIBRARY_PATH"));
        }
        String said = engine("hang", Duration.ofMillis(300)).apply().orElseThrow();
        assertTrue(said.contains("driver"), said);
    }

    @Test
    void whatDoesNotWorkIsNotRemembered() throws IOException {
        Path torch = libtorch("2.7.1+cu128", "torch_cpu", "torch_cuda");
        String said = String.valueOf(
                assertThrows(Problem.class, () -> engine("problem").choose(torch))
                        .getMessage());
        assertTrue(said.contains("libcuda"), said);
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
}
