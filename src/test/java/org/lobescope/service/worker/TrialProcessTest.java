package org.lobescope.service.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torch.TorchScriptTrial;
import org.lobescope.network.torchscript.ScriptTrial.Found;
import org.lobescope.network.torchscript.ScriptTrial.Outputs;

/** What a child process finds out about a TorchScript file, and what its end means. */
class TrialProcessTest {
    private static final Path FOLDER = Path.of("src/test/resources/org/lobescope/network/programs");
    private static final ImageShape ANY = new ImageShape(0, 0, 0);

    private final TrialProcess trial = new TrialProcess();

    private static String sentence(TrialProcess trial, String name) {
        return String.valueOf(assertThrows(Problem.class, () -> trial.run(FOLDER.resolve(name + ".pt"), ANY))
                .getMessage());
    }

    @Test
    void itFindsWhatThisProcessWouldFind() {
        Optional<Found> found = trial.run(FOLDER.resolve("fourier.pt"), ANY);
        assertEquals(Optional.of(new Found(new ImageShape(1, 16, 20), false, 1, 3, Outputs.SOFTMAX)), found);
        assertEquals(found, new TorchScriptTrial().run(FOLDER.resolve("fourier.pt"), ANY));
    }

    @Test
    void whatCrashesIsSaid() {
        String sentence = sentence(trial, "crash");
        assertTrue(sentence.contains("crashed PyTorch, in a process of its own"), sentence);
    }

    @Test
    void whatDoesNotEndIsEnded() {
        TrialProcess impatient =
                new TrialProcess(() -> WorkerCommand.java(TrialMain.class.getName()), Duration.ofSeconds(5));
        String sentence = sentence(impatient, "endless");
        assertTrue(sentence.contains("did not come to an end"), sentence);
    }

    @Test
    void whatPyTorchCannotLoadIsNothing(@TempDir Path folder) throws Exception {
        Path cut = folder.resolve("cut.pt");
        byte[] whole = Files.readAllBytes(FOLDER.resolve("gated.pt"));
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertEquals(Optional.empty(), trial.run(cut, ANY));
    }
}
