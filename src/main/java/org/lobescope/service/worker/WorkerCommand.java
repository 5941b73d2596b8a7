package org.lobescope.service.worker;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.network.torch.TorchFolder;

/**
 * How a worker process is started.
 *
 * @param words the program and its arguments; there is nothing secret in them
 */
public record WorkerCommand(List<String> words) {
    private static final String LOG_FOLDER = "lobescope.log.folder";

    public WorkerCommand {
        words = List.copyOf(words);
    }

    /**
     * The same Java with the same class path as this process.
     *
     * @param device to compute with; empty: the best that the engine finds
     * @throws Problem when this program came without a Java that can be started
     */
    public static WorkerCommand ofThisProgram(Optional<Device> device) {
        List<String> words = java(WorkerMain.class.getName());
        words.add(device.map(Device::id).orElse("auto"));
        return new WorkerCommand(words);
    }

    /** This process's Java with its options, up to the name of the class that is started. */
    public static List<String> java(String mainClass) {
        Path home = Path.of(System.getProperty("java.home", "."), "bin");
        Path java = Files.exists(home.resolve("java.exe")) ? home.resolve("java.exe") : home.resolve("java");
        if (!Files.isExecutable(java)) {
            throw new Problem("A worker process needs " + java + ", which is not there: compute in this process.");
        }
        List<String> words = new ArrayList<>(List.of(java.toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(WorkerCommand::isForWorkersToo)
                .forEach(words::add);
        for (String name : TorchFolder.PROPERTIES) {
            String value = System.getProperty(name);
            if (value != null) {
                words.add("-D" + name + "=" + value);
            }
        }
        words.add("-Djava.awt.headless=true");
        String logs = System.getProperty(LOG_FOLDER);
        if (logs != null) {
            words.add("-D" + LOG_FOLDER + "=" + logs);
        }
        // Not into the folder that somebody happens to stand in.
        String crashes = logs == null ? System.getProperty("java.io.tmpdir", ".") : logs;
        words.add("-XX:ErrorFile=" + Path.of(crashes, "lobescope-crash-%p.log"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path", "."), mainClass));
        return words;
    }

    /** Memory, engine and class data; not debuggers, the window's options, and the right to write the class data file. */
    private static boolean isForWorkersToo(String option) {
        boolean machine = option.startsWith("-X") && !option.startsWith("-Xrun") && !option.startsWith("-Xdebug");
        boolean engine = option.startsWith("-Dai.djl.")
                || option.startsWith("--enable-native-access")
                || option.startsWith("--sun-misc-unsafe");
        return (machine || engine) && !option.contains("AutoCreateSharedArchive");
    }
}
