package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which PyTorch runs in this process. */
class TorchEngineTest {
    @Test
    void itIsTheVersionThatTheProgramIsMadeFor() {
        assertEquals(TorchFolder.VERSION, TorchEngine.start().version());
    }

    /** So that packaging/test-libraries tests what it means to test. */
    @Test
    void librariesComeFromTheFolderThatIsNamed() throws IOException {
        String folder = System.getenv("PYTORCH_LIBRARY_PATH");
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(folder != null && Files.isReadable(maps), "no PYTORCH_LIBRARY_PATH is set, or this is not Linux");
        TorchEngine.start();
        List<String> libraries = Files.readAllLines(maps).stream()
                .filter(l -> l.contains("torch_cpu"))
                .toList();
        assertTrue(!libraries.isEmpty() && libraries.stream().allMatch(l -> l.contains(folder)), libraries.toString());
    }
}
