package org.lobescope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LowPriorityTest {
    private static final Path STAT = Path.of("/proc/thread-self/stat");

    /** The nice value of the calling thread as the kernel tells it: the 19th field, counted from the name's bracket on. */
    private static int nice() {
        try {
            String stat = Files.readString(STAT);
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int inThread(Supplier<Integer> work) throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> answer.complete(work.get()));
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aThreadGivesWayAndOthersStayAsTheyAre() throws Exception {
        assumeTrue(Files.exists(STAT), "nice values are read from /proc, which is not here");
        int usual = inThread(LowPriorityTest::nice);
        int lowered = inThread(() -> {
            LowPriority.ofThisThread();
            return nice();
        });
        assertThat(lowered).isEqualTo(Math.min(19, usual + 10));
        assertThat(inThread(LowPriorityTest::nice)).isEqualTo(usual);
    }

    @Test
    void aThreadThatALoweredOneStartsGivesWayNoFurther() throws Exception {
        assumeTrue(Files.exists(STAT), "nice values are read from /proc, which is not here");
        int usual = inThread(LowPriorityTest::nice);
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        ThreadFactory threads = LowPriority.threads(Thread.ofPlatform().factory());
        threads.newThread(() -> threads.newThread(() -> answer.complete(nice())).start())
                .start();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(Math.min(19, usual + 10));
    }

    @Test
    void workersGiveWay() throws Exception {
        assumeTrue(Files.exists(STAT), "nice values are read from /proc, which is not here");
        int usual = inThread(LowPriorityTest::nice);
        try (Workers workers = new Workers(2)) {
            int there = workers.submit(new Task(new Standing(0, false, 0)), LowPriorityTest::nice)
                    .get(10, TimeUnit.SECONDS);
            assertThat(there).isEqualTo(Math.min(19, usual + 10));
        }
    }
}
