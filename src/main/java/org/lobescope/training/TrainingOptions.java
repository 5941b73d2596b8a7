package org.lobescope.training;

/**
 * How to train. Together with the data and the version these numbers determine the result on one kind of machine.
 *
 * @param architecture of the network
 * @param epochs at most
 * @param batch images per step
 * @param rate largest learning rate
 * @param decay weight decay
 * @param smoothing of labels: this much is shared out to all classes
 * @param dropout of the features before the last layer
 * @param average how much of the averaged weights stays per step
 * @param validation the fraction of the training images that is kept for validation, where the data name none
 * @param splitSeed draws these
 * @param patience epochs without a lower validation loss after which it ends
 * @param seed of everything else: first weights, order, augmentation, dropout
 * @param augmentation of the training images
 * @param balanced whether every class counts the same, however many images it has
 */
public record TrainingOptions(
        Architecture architecture,
        int epochs,
        int batch,
        double rate,
        double decay,
        double smoothing,
        double dropout,
        double average,
        double validation,
        long splitSeed,
        int patience,
        long seed,
        Augmentation augmentation,
        boolean balanced) {
    /** The longest gradient that is followed as it is. */
    static final double CLIP = 1;
}
