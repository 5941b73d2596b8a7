package org.lobescope.service;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what was used last, up to a number of values and a number of bytes. */
public final class BoundedCache<K, V> {
    private static final long USUAL_BYTES = 192L << 20;

    private final int most;
    private final long capacity;
    private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * An empty cache.
     *
     * @param most how many values
     * @param capacity how many bytes, all values together
     */
    public BoundedCache(int most, long capacity) {
        this.most = most;
        this.capacity = capacity;
    }

    /** What results may take in memory, bytes: an eighth of Java's, and no more than a window needs; the disk keeps the rest. */
    public static long usualCapacity() {
        return Math.min(USUAL_BYTES, Runtime.getRuntime().maxMemory() / 8);
    }

    public synchronized @Nullable V get(K key) {
        Weighed<V> entry = entries.get(key);
        return entry == null ? null : entry.value;
    }

    /** Keeps a value, unless it alone is larger than all that may be kept. */
    public void put(K key, V value) {
        long weight = Footprint.of(value);
        synchronized (this) {
            Weighed<V> older = entries.remove(key);
            bytes -= older == null ? 0 : older.bytes;
            if (weight > capacity) {
                return;
            }
            entries.put(key, new Weighed<>(value, weight));
            bytes += weight;
            var leastRecent = entries.values().iterator();
            while (bytes > capacity || entries.size() > most) {
                bytes -= leastRecent.next().bytes;
                leastRecent.remove();
            }
        }
    }

    /** What the kept values take. */
    public synchronized long bytes() {
        return bytes;
    }

    private record Weighed<V>(V value, long bytes) {}
}
