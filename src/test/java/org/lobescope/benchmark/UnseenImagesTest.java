package org.lobescope.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.sky.Samples;

class UnseenImagesTest {
    private final PreparedImage image = new ClassifierLibrary(Path.of("none"))
            .load("lenet")
            .prepare(Samples.all().getFirst().read());

    private final UnseenImages unseen = new UnseenImages(image, 1);

    @Test
    void clippedSkyStaysAndEveryPixelOfTheSourceChangesALittle() {
        float black = image.blackSky()[0];
        float[] before = image.x().values();
        float[] after = unseen.get(3).x().values();
        float greyLevel = 1 / 255f / 0.0352f;
        int sky = 0;
        int changed = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] == black) {
                assertEquals(black, after[i], 0f);
                sky++;
            } else {
                assertNotEquals(black, after[i]);
                assertEquals(before[i], after[i], greyLevel / 30);
                changed += before[i] == after[i] ? 0 : 1;
            }
        }
        assertTrue(sky > before.length / 2, "the sample's sky is clipped");
        assertTrue(changed > (before.length - sky) * 0.95, changed + " of " + (before.length - sky));
    }

    @Test
    void everyNumberIsAnotherImageAndAlwaysTheSameOne() {
        Set<String> keys = new HashSet<>(Set.of(image.key()));
        for (int i = 0; i < 20; i++) {
            assertTrue(keys.add(unseen.get(i).key()), "image " + i + " was there before");
        }
        assertArrayEquals(unseen.get(4).x().values(), unseen.get(4).x().values());
        assertNotEquals(unseen.get(4).key(), new UnseenImages(image, 2).get(4).key());
    }
}
