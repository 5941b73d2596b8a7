package org.lobescope.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavaHeapTest {
    @Test
    void findsTheHeapInWhatTheCollectorsTell() {
        assertEquals(
                Optional.of(new JavaHeap.Range(0x82000000L, 0x100000000L)),
                JavaHeap.range("garbage-first heap   total reserved 2064384K, committed 129024K, used 2048K"
                        + " [0x0000000082000000, 0x0000000100000000)\n  region size 1024K, 3 young (3072K)"));
        assertEquals(
                Optional.of(new JavaHeap.Range(0x1000, 0x9000)),
                JavaHeap.range("def new [0x1000, 0x2000, 0x3000)\n tenured [0x3000, 0x4000, 0x9000)"));
        assertEquals(Optional.empty(), JavaHeap.range("a heap without addresses"));
    }

    @Test
    void addsUpTheMappingsInside() {
        List<String> lines = List.of(
                "00001000-00002000 rw-p 00000000 00:00 0 ",
                "Size:                  4 kB",
                "Rss:                   2 kB",
                "00002000-00003000 rw-p 00000000 00:00 0 ",
                "Rss:                   3 kB",
                "7f0000000000-7f0000001000 r--p 00000000 fe:00 123   /usr/lib/libc.so.6",
                "Rss:                   4 kB");
        assertEquals(5 * 1024, JavaHeap.resident(lines, new JavaHeap.Range(0x1000, 0x9000)));
        assertEquals(3 * 1024, JavaHeap.resident(lines, new JavaHeap.Range(0x2000, 0x3000)));
    }

    @Test
    void theHeapHoldsWhatIsInUse() {
        byte[] kept = new byte[64 << 20];
        Arrays.fill(kept, (byte) 1);
        assertTrue(JavaHeap.bytes() > kept.length, "64 MiB are on the heap");
        assertTrue(JavaHeap.bytes() <= Runtime.getRuntime().maxMemory());
        assertEquals(1, kept[kept.length - 1]);
    }
}
