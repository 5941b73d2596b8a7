package org.lobescope.service.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.service.BoundedCache;

/**
 * The classifiers and images that clients have sent, by their content: what one has sent, all can ask about. Those not used
 * for longest go first.
 */
final class Contents {
    /** A classifier and the bytes of its files. */
    private record Kept(Classifier classifier, long bytes) {}

    private final BoundedCache<String, PreparedImage> images;
    private final Map<String, Kept> classifiers = new LinkedHashMap<>(16, 0.75f, true);
    private final long capacity;

    Contents(long capacity) {
        this.capacity = capacity;
        this.images = new BoundedCache<>(Integer.MAX_VALUE, capacity);
    }

    synchronized Optional<Classifier> classifier(String fingerprint) {
        return Optional.ofNullable(classifiers.get(fingerprint)).map(Kept::classifier);
    }

    Optional<PreparedImage> image(String key) {
        return Optional.ofNullable(images.get(key));
    }

    void keep(PreparedImage image) {
        images.put(image.key(), image);
    }

    /** Keeps a classifier, the newest in any case. */
    synchronized void keep(String fingerprint, Classifier classifier, long bytes) {
        classifiers.put(fingerprint, new Kept(classifier, bytes));
        long sum = classifiers.values().stream().mapToLong(Kept::bytes).sum();
        var oldest = classifiers.values().iterator();
        while (sum > capacity && classifiers.size() > 1) {
            sum -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
