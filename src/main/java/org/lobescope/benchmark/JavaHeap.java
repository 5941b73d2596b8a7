package org.lobescope.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How much of the process's memory is Java's heap. What Java calls committed is more: pages count for the process only
 * when they have been written to, so a heap that fills up would look like memory that piles up elsewhere.
 */
final class JavaHeap {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]+)");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*");
    private static final Pattern RESIDENT = Pattern.compile("Rss: +(\\d+) kB");

    private JavaHeap() {}

    /**
     * Addresses.
     *
     * @param from the first
     * @param to the one behind the last
     */
    record Range(long from, long to) {}

    /** Resident bytes of the heap; where the system or the virtual machine does not tell them, what is committed. */
    static long bytes() {
        Optional<Range> heap = range();
        if (heap.isPresent() && Files.isReadable(MAPPINGS)) {
            try {
                return resident(Files.readAllLines(MAPPINGS), heap.get());
            } catch (IOException e) {
                // what is committed has to do
            }
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    /** Where the heap lies, as {@code jcmd GC.heap_info} tells it. */
    private static Optional<Range> range() {
        try {
            Object told = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcHeapInfo",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return range(String.valueOf(told));
        } catch (JMException e) {
            return Optional.empty();
        }
    }

    /** From the lowest to the highest address in a text: collectors name all their spaces with both ends. */
    static Optional<Range> range(String heapInfo) {
        long from = Long.MAX_VALUE;
        long to = 0;
        Matcher address = ADDRESS.matcher(heapInfo);
        while (address.find()) {
            long value = Long.parseUnsignedLong(address.group(1), 16);
            from = Math.min(from, value);
            to = Math.max(to, value);
        }
        return from < to ? Optional.of(new Range(from, to)) : Optional.empty();
    }

    /** Resident bytes of the mappings that lie in a range. */
    static long resident(List<String> mappings, Range range) {
        long kilobytes = 0;
        boolean inside = false;
        for (String line : mappings) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                inside = Long.compareUnsigned(Long.parseUnsignedLong(mapping.group(1), 16), range.from()) >= 0
                        && Long.compareUnsigned(Long.parseUnsignedLong(mapping.group(2), 16), range.to()) <= 0;
            } else if (inside) {
                Matcher resident = RESIDENT.matcher(line);
                if (resident.matches()) {
                    kilobytes += Long.parseLong(resident.group(1));
                }
            }
        }
        return kilobytes * 1024;
    }
}
