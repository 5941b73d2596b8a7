package org.lobescope.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.lobescope.Version;
import org.lobescope.network.torch.TorchEngine;

/**
 * Where something was measured.
 *
 * @param cpu the processor's name, as the system tells it
 * @param cores that the program may use
 * @param system operating system
 * @param java the virtual machine's version
 * @param lobescope version
 * @param djl version
 * @param torch PyTorch's version and device
 */
public record Machine(String cpu, int cores, String system, String java, String lobescope, String djl, String torch) {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** This one. */
    public static Machine here(TorchEngine engine) {
        return new Machine(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                Version.CURRENT.program(),
                Version.CURRENT.djl(),
                engine.version() + ", " + engine.device());
    }

    private static String cpuName() {
        if (Files.isReadable(CPU)) {
            try (Stream<String> lines = Files.lines(CPU)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                // the architecture has to do
            }
        }
        return System.getProperty("os.arch");
    }
}
