package org.lobescope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line in a process of its own. */
final class CommandProcess {
    private CommandProcess() {}

    /**
     * A process to be started.
     *
     * @param log all that it says
     * @param java further options of its Java
     * @param words of the command line
     */
    static ProcessBuilder of(Path log, List<String> java, Object... words) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(java);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.lobescope.cli.Main"));
        command.addAll(Stream.of(words).map(Object::toString).toList());
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    }
}
