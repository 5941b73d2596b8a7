package org.lobescope.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Images from other lists, which are only trained on. A source that a test or validation image shows must not be learnt
 * from another picture of it, so whatever lies near one is left out; so is what is there already.
 */
public final class FurtherImages {
    private final List<LabelledImage> there = new ArrayList<>();
    private final List<TrainingJob.Further> groups = new ArrayList<>();
    private final double arcmin;
    private int near;

    /**
     * None yet.
     *
     * @param used the images that are trained on, validated and tested with
     * @param whole the list that they were chosen from: its other test images are kept clear of, too
     * @param arcmin how near is too near
     */
    public FurtherImages(LabelledImages used, LabelledImages whole, double arcmin) {
        this.arcmin = arcmin;
        there.addAll(used.images());
        there.addAll(whole.split(LabelledImage.TEST));
    }

    /** Adds those that are near nothing that is there; images of a test split are left out. */
    public void add(LabelledImages images, double weight) {
        Set<LabelledImage> close = ImageLoader.near(images, there, arcmin);
        List<LabelledImage> kept = images.images().stream()
                .filter(image -> !image.split().equals(LabelledImage.TEST))
                .filter(image -> !close.contains(image))
                .toList();
        near += close.size();
        there.addAll(kept);
        groups.add(new TrainingJob.Further(LabelledImages.of(kept), weight));
    }

    /** What is trained on. */
    public List<TrainingJob.Further> groups() {
        return List.copyOf(groups);
    }

    /** All images that are trained on. */
    public Stream<LabelledImage> images() {
        return groups.stream().flatMap(group -> group.images().images().stream());
    }

    /** How many were left out because they are near. */
    public int near() {
        return near;
    }
}
