package org.lobescope.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.network.ImageShape;
import org.lobescope.service.NetworkLoader.LoadedNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks that are in memory: one per classifier and input shape, loaded when first asked for, and freed when they
 * have not been used for longest and others are wanted. A network in use is never freed.
 */
final class LoadedNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedNetworks.class);

    private final NetworkLoader loader;
    private final int capacity;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;
    private volatile boolean loadedOnce;

    LoadedNetworks(NetworkLoader loader, int capacity) {
        this.loader = loader;
        this.capacity = capacity;
    }

    /** Whether a network, and so the engine, was loaded at least once. */
    boolean loadedOnce() {
        return loadedOnce;
    }

    /** The network of a classifier for one input shape; waits while it is being loaded. */
    Lease lease(Classifier classifier, ImageShape input) {
        Entry entry;
        synchronized (this) {
            if (closed) {
                throw new CancellationException("closed");
            }
            entry = entries.computeIfAbsent(new Key(ClassifierKey.of(classifier), input), key -> new Entry());
            entry.users++;
        }
        try {
            return new Lease(entry.load(classifier, input), entry);
        } catch (Throwable e) {
            release(entry);
            throw e;
        }
    }

    /** Frees all networks; those in use as soon as they no longer are. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        free(surplus());
    }

    private void release(Entry entry) {
        synchronized (this) {
            entry.users--;
        }
        free(surplus());
    }

    private synchronized List<Entry> surplus() {
        List<Entry> surplus = new ArrayList<>();
        int keep = closed ? 0 : capacity;
        var oldest = entries.values().iterator();
        while (entries.size() > keep && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.users == 0) {
                oldest.remove();
                surplus.add(entry);
            }
        }
        // What failed to load is asked for again next time.
        entries.values().removeIf(entry -> entry.users == 0 && entry.loaded == null);
        return surplus;
    }

    private static void free(List<Entry> surplus) {
        for (Entry entry : surplus) {
            LoadedNetwork loaded = entry.loaded;
            if (loaded != null) {
                try {
                    loaded.close();
                } catch (RuntimeException e) {
                    LOG.warn("a network could not be freed", e);
                }
            }
        }
    }

    private record Key(ClassifierKey classifier, ImageShape input) {}

    private final class Entry {
        private int users; // guarded by LoadedNetworks.this
        private volatile @Nullable LoadedNetwork loaded;

        /** Loads it once; whoever else asks meanwhile waits. */
        private synchronized LoadedNetwork load(Classifier classifier, ImageShape input) {
            LoadedNetwork present = loaded;
            if (present == null) {
                present = loader.load(classifier, input);
                loaded = present;
                loadedOnce = true;
            }
            return present;
        }
    }

    /** The right to use a network until it is closed. */
    final class Lease implements AutoCloseable {
        private final LoadedNetwork loaded;
        private final Entry entry;

        private Lease(LoadedNetwork loaded, Entry entry) {
            this.loaded = loaded;
            this.entry = entry;
        }

        LoadedNetwork loaded() {
            return loaded;
        }

        @Override
        public void close() {
            release(entry);
        }
    }
}
