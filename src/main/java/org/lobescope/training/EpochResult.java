package org.lobescope.training;

/**
 * What came of an epoch.
 *
 * @param epoch counted from 1
 * @param rate the learning rate at its end
 * @param trainingLoss mean over its steps, with smoothed labels and augmented images
 * @param validationLoss cross-entropy of the averaged weights
 * @param validationAccuracy of the averaged weights, 0 to 1
 */
public record EpochResult(
        int epoch, double rate, double trainingLoss, double validationLoss, double validationAccuracy) {}
