package org.lobescope.service.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lobescope.service.remote.HeldService;

/** A worker process that computes nothing: the first ones get stuck half-way, as many as it is told. */
public final class FakeWorker {
    private FakeWorker() {}

    /**
     * Serves.
     *
     * @param args a folder where each start leaves a file, and the number of starts that get stuck
     */
    public static void main(String[] args) throws IOException {
        Path starts = Path.of(args[0]);
        long before;
        try (Stream<Path> files = Files.list(starts)) {
            before = files.count();
        }
        Files.createFile(starts.resolve("start-" + before));
        HeldService service = new HeldService();
        if (before < Long.parseLong(args[1])) {
            service.hold();
        }
        System.out.println("what a library prints before the port");
        WorkerMain.serve(() -> service);
    }

    /** How it is started. */
    public static WorkerCommand command(Path starts, int stuck) {
        List<String> words = WorkerCommand.java(FakeWorker.class.getName());
        words.add(starts.toString());
        words.add(String.valueOf(stuck));
        return new WorkerCommand(words);
    }
}
