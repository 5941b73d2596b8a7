package org.lobescope.network.torchscript;

import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.network.ImageShape;

/** Lets PyTorch itself run a TorchScript file, to find out what cannot be read from it. */
@FunctionalInterface
public interface ScriptTrial {
    /**
     * Runs the network on a few images.
     *
     * @param expected the shape of an image as far as it is known, 0 where it is not
     * @return empty when PyTorch cannot even load it
     * @throws org.lobescope.Problem when it does not run, or is no image classifier
     */
    Optional<Found> run(Path file, ImageShape expected);

    /** What a network's outputs are, by what they were for the images of the trial. */
    enum Outputs {
        /** Any numbers. */
        LOGITS,
        /** Several, each from 0 to 1, with the sum 1. */
        SOFTMAX,
        /** Each from 0 to 1. */
        SIGMOID
    }

    /**
     * What a trial shows.
     *
     * @param image the shape of an image that works
     * @param resizable whether other sizes work, too
     * @param batch how many images the network takes at once: 1, unless it was made for another number
     * @param count the number of outputs per image
     * @param outputs what they are
     */
    record Found(ImageShape image, boolean resizable, int batch, int count, Outputs outputs) {}
}
