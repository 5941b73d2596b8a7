package org.lobescope.classifier;

import java.util.Optional;
import java.util.OptionalDouble;
import org.lobescope.Fingerprint;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.sky.RadioImage;

/**
 * A trained classifier: a network and the card that says how to feed it and what its answers mean.
 *
 * @param id the name on the command line: the file's name without its ending
 * @param card what the card says
 * @param graph the network
 */
public record Classifier(String id, ModelCard card, Graph graph) {
    /** An image as the network takes it, by its {@link #central} cut-out; see {@link #prepare(RadioImage, CutOut)}. */
    public PreparedImage prepare(RadioImage image) {
        return new Preparation(image, card, graph).central();
    }

    /**
     * Part of an image as the network takes it.
     *
     * @param cutOut of the size that the network takes, or of the same shape: it is resampled then; what lies outside the
     *     image is zero flux
     * @throws org.lobescope.Problem when there is nothing in it to classify, or the shape is wrong
     */
    public PreparedImage prepare(RadioImage image, CutOut cutOut) {
        return new Preparation(image, card, graph).of(cutOut);
    }

    /**
     * The cut-out that {@link #prepare(RadioImage)} takes: as much sky as the training images had, around the middle of the
     * image, or around its brightest source where the middle is empty.
     */
    public CutOut central(RadioImage image) {
        return TrainingGrid.usual(image, card, graph);
    }

    /**
     * A cut-out of another size around the same centre, of the shape that the network takes: at least {@value
     * CutOutSize#SMALLEST} pixels wide, no larger than the image, or than what is taken from it first.
     *
     * @param width wanted, pixels; the nearest one that keeps the pixels square is taken
     */
    public CutOut resized(RadioImage image, CutOut cutOut, double width) {
        return CutOutSize.of(image, card, graph).nearest(cutOut, width).within(image);
    }

    /** By how many pixels the width of a cut-out can grow at least; 1 for a square input. */
    public int cutOutStep(RadioImage image) {
        return CutOutSize.of(image, card, graph).columns();
    }

    /** Whether a part of an image goes in as it is: a picture of just the input's size, taken for a prepared one. */
    public boolean takenAsPrepared(RadioImage image, CutOut cutOut) {
        return Preparation.takenAsPrepared(image, cutOut, card, graph);
    }

    /** The width of the beam to which the image is smoothed for the network, arcsec; empty where it is not. */
    public OptionalDouble smoothedTo(RadioImage image) {
        return TrainingGrid.widened(image, card) == image
                ? OptionalDouble.empty()
                : card.training().beam();
    }

    /** The noise of the image by which its sky is clipped, in the image's unit; empty where the card has no clipping. */
    public OptionalDouble noise(RadioImage image) {
        return card.preprocessing()
                .clip()
                .map(clip -> OptionalDouble.of(SkyNoise.of(TrainingGrid.widened(image, card), card, clip.rounds())))
                .orElseGet(OptionalDouble::empty);
    }

    /**
     * The same classifier with its network at the size of an input, for networks that take any size.
     *
     * @throws org.lobescope.Problem when the network does not work at that size
     */
    public Classifier fitting(PreparedImage image) {
        Graph fitting = graph.at(image.x().axis(2), image.x().axis(3));
        return fitting == graph ? this : new Classifier(id, card, fitting);
    }

    /**
     * Names all of the classifier that changes a result, also in other runs: the network's content, the preprocessing, the
     * classes and the default layer. Empty where the network's content is not known.
     */
    public Optional<String> fingerprint() {
        return graph.fingerprint().map(network -> {
            Preprocessing recipe = card.preprocessing();
            return new Fingerprint()
                    .add(network)
                    .add(String.join("\n", card.classes()))
                    .add(card.input().toString())
                    .add(card.output())
                    .add(recipe.clip() + " " + recipe.circle() + " " + recipe.scaling())
                    .add(recipe.mean())
                    .add(recipe.deviation())
                    .add(defaultCamLayer().map(Layer::name).orElse(""))
                    .hex();
        });
    }

    /**
     * Why methods that look at a layer have none to look at; empty where they have one by themselves.
     *
     * @param methods their names for people
     */
    public Optional<String> layerless(String methods) {
        Optional<String> closed = graph.closed().map(program -> program.without(methods));
        return closed.isPresent() || defaultCamLayer().isPresent()
                ? closed
                : Optional.of(card.name() + " has no convolutional layer for " + methods
                        + " to look at: name one of its layers, or use a method that looks at the input.");
    }

    /** The layer that class activation maps look at first: the card's, else the last convolutional block. */
    public Optional<Layer> defaultCamLayer() {
        return card.defaultCamLayer().flatMap(graph::layer).or(graph::defaultCamLayer);
    }
}
