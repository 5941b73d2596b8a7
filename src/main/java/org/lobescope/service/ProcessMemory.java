package org.lobescope.service;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory that this process takes. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Resident memory in bytes; where the system does not tell it, what Java itself has in use. */
    public static long bytes() {
        return status("VmRSS:").orElseGet(ProcessMemory::ofJava);
    }

    /** The most that {@link #bytes} ever was; where the system does not tell it, what it is now. */
    public static long peak() {
        return status("VmHWM:").orElseGet(ProcessMemory::ofJava);
    }

    private static OptionalLong status(String field) {
        if (Files.isReadable(STATUS)) {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith(field)) {
                        return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024);
                    }
                }
            } catch (IOException e) {
                // fall through to what Java knows
            }
        }
        return OptionalLong.empty();
    }

    private static long ofJava() {
        var memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
    }
}
