package org.lobescope.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Samples;

class UnseenSkyTest {
    private final Classifier classifier = new ClassifierLibrary(Path.of("none")).load("lenet");
    private final RadioImage image = Samples.all().getFirst().read();
    private final UnseenSky unseen = new UnseenSky(image, 1);

    @Test
    void everyNumberIsAnotherInputWithTheSameSky() {
        PreparedImage before = classifier.prepare(image);
        Set<String> keys = new HashSet<>(Set.of(before.key()));
        float black = before.blackSky()[0];
        for (int number = 0; number < 10; number++) {
            PreparedImage after = classifier.prepare(unseen.get(number));
            assertTrue(keys.add(after.key()), "image " + number + " was there before");
            for (int i = 0; i < before.x().values().length; i++) {
                float now = after.x().values()[i];
                assertEquals(before.x().values()[i] == black, now == black, "pixel " + i);
                assertEquals(before.grey()[i], after.grey()[i], 4 / 255f);
            }
        }
        assertEquals(
                classifier.prepare(unseen.get(3)).key(),
                classifier.prepare(unseen.get(3)).key());
    }
}
