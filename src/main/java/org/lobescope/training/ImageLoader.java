package org.lobescope.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ModelCard;
import org.lobescope.network.Graph;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Program;
import org.lobescope.sky.ImageReader;

/**
 * Opens labelled images and prepares them just as the trained classifier will: the same code does both.
 *
 * @param card with the preprocessing
 * @param shape of the network's input
 */
record ImageLoader(ModelCard card, ImageShape shape) {
    /** Further images with a weight of their own. */
    record More(LabelledImages images, double weight) {}

    /**
     * What the images are for.
     *
     * @param all with their classes; test images among them are left alone
     * @param more images that are only trained on
     * @param validation the fraction of training images kept for validation, where none are named
     * @param splitSeed draws these
     */
    TrainingData load(LabelledImages all, List<More> more, double validation, long splitSeed) {
        if (all.classes().size() < 2) {
            throw new Problem("All images are of the class " + String.join(", ", all.classes())
                    + ", so there is nothing to tell apart: add images of a second class.");
        }
        List<LabelledImage> named = all.split(LabelledImage.VALIDATION);
        List<LabelledImage> training = all.images().stream()
                .filter(image -> !image.split().equals(LabelledImage.TEST))
                .filter(image -> !named.contains(image))
                .toList();
        Set<LabelledImage> kept = new HashSet<>(named);
        if (named.isEmpty()) {
            kept.addAll(ValidationSplit.of(new LabelledImages(all.classes(), training), validation, splitSeed));
        }
        Fingerprint hash = new Fingerprint();
        List<TrainingData.Example> learn = new ArrayList<>();
        List<TrainingData.Example> check = new ArrayList<>();
        Classifier reader = reader(all.classes().size());
        for (LabelledImage image : new LabelledImages(all.classes(), all.images()).sorted()) {
            if (kept.contains(image)) {
                check.add(example(reader, all, image, 1, hash.add("validation")));
            } else if (training.contains(image)) {
                learn.add(example(reader, all, image, 1, hash.add("training")));
            }
        }
        for (More further : more) {
            for (LabelledImage image : further.images.sorted()) {
                if (!all.classes().contains(image.className())) {
                    throw new Problem("The further images have a class " + image.className()
                            + ", which the first ones do not have: leave it out (--where) or rename it.");
                }
                learn.add(example(reader, all, image, further.weight, hash.add("more")));
            }
        }
        checkClasses(all.classes(), learn);
        return new TrainingData(all.classes(), learn, check, hash.hex());
    }

    /** Images that are only looked at, each with its class. */
    List<TrainingData.Example> examples(LabelledImages images) {
        Classifier reader = reader(images.classes().size());
        return images.sorted().stream()
                .map(image -> example(reader, images, image, 1, new Fingerprint()))
                .toList();
    }

    private static void checkClasses(List<String> classes, List<TrainingData.Example> examples) {
        for (int c = 0; c < classes.size(); c++) {
            int label = c;
            if (examples.stream().noneMatch(e -> e.label() == label)) {
                throw new Problem(
                        "The class " + classes.get(c) + " has no training image: add some, or leave the class out.");
            }
        }
    }

    private TrainingData.Example example(
            Classifier reader, LabelledImages all, LabelledImage image, double weight, Fingerprint hash) {
        float[] grey;
        try {
            grey = reader.prepare(ImageReader.read(image.file())).grey();
        } catch (Problem e) {
            throw new Problem(
                    "The image " + image.name() + " cannot be trained on: " + e.getMessage()
                            + " Or remove it from the data.",
                    e);
        }
        hash.add(image.name())
                .add(image.className())
                .add(Double.toString(weight))
                .add(grey);
        return new TrainingData.Example(image.name(), grey, all.classes().indexOf(image.className()), weight);
    }

    /** What prepares images: a classifier whose network is not looked at. */
    private Classifier reader(int classes) {
        return new Classifier("training", card, Graph.of(new Untrained(shape, classes)));
    }

    /** Images that lie within some distance of others, as positions tell; those without a position are never near. */
    static Set<LabelledImage> near(LabelledImages images, List<LabelledImage> others, double arcmin) {
        // Declination stripes: only neighbours are compared.
        Map<Integer, List<LabelledImage>> stripes = new HashMap<>();
        double width = Math.max(arcmin / 60, 0.01);
        for (LabelledImage other : others) {
            other.position()
                    .ifPresent(p -> stripes.computeIfAbsent(
                                    (int) Math.floor(p.latitude() / width), s -> new ArrayList<>())
                            .add(other));
        }
        Set<LabelledImage> near = new HashSet<>();
        for (LabelledImage image : images.images()) {
            image.position().ifPresent(p -> {
                int stripe = (int) Math.floor(p.latitude() / width);
                for (int s = stripe - 1; s <= stripe + 1; s++) {
                    boolean close = stripes.getOrDefault(s, List.of()).stream()
                            .anyMatch(
                                    o -> Positions.arcminBetween(p, o.position().orElseThrow()) < arcmin);
                    if (close) {
                        near.add(image);
                    }
                }
            });
        }
        return near;
    }

    /** The smallest network of a shape, as a graph, before anything is trained. */
    private record Untrained(ImageShape shape, int classes) implements GraphSource {
        @Override
        public String name() {
            return "untrained";
        }

        @Override
        public Input input() {
            return new Input(
                    "input",
                    OptionalInt.empty(),
                    shape.channels(),
                    OptionalInt.of(shape.height()),
                    OptionalInt.of(shape.width()));
        }

        @Override
        public Origin origin() {
            return new Origin("untrained", "", 0);
        }

        @Override
        public Program program(ImageShape image, int batch) {
            BlueprintBuilder b = new BlueprintBuilder(batch, image, false, new java.util.Random(0));
            String mean = b.globalMean("pool", b.input());
            String weights = b.parameter("fc.weight", List.of(classes, image.channels()), 0.0);
            return b.build(b.linear("fc", mean, weights, b.parameter("fc.bias", List.of(classes), 0.0)))
                    .program();
        }

        @Override
        public Optional<String> fingerprint() {
            return Optional.empty();
        }
    }
}
