package org.lobescope.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.lobescope.Problem;

/** Which training images are kept for validation: the same fraction of every class, drawn by a seed. */
final class ValidationSplit {
    private ValidationSplit() {}

    /**
     * The images kept for validation.
     *
     * @throws Problem when a class has too few images to be on both sides
     */
    static Set<LabelledImage> of(LabelledImages images, double fraction, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Set<LabelledImage> kept = new LinkedHashSet<>();
        for (String name : images.classes()) {
            List<LabelledImage> members = new ArrayList<>(images.sorted().stream()
                    .filter(image -> image.className().equals(name))
                    .toList());
            if (members.size() < 2) {
                throw new Problem("The class " + name + " has only " + members.size()
                        + " training image, but one has to be trained on and one kept for validation: add images.");
            }
            shuffle(members, random);
            int count = (int) Math.clamp(Math.round(fraction * members.size()), 1, members.size() - 1L);
            kept.addAll(members.subList(0, count));
        }
        return kept;
    }

    /** Fisher and Yates's shuffle, spelt out so that it does not depend on the Java version. */
    static <T> void shuffle(List<T> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T moved = list.get(i);
            list.set(i, list.get(j));
            list.set(j, moved);
        }
    }
}
