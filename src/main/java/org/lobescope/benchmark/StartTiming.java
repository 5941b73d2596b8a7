package org.lobescope.benchmark;

/**
 * What is waited for once, in seconds.
 *
 * @param program from the start of the process to the beginning of the benchmark
 * @param engine loading PyTorch's libraries
 * @param classifier reading the network file and its card
 * @param firstAnswer from the first image to its logits: weights to the engine, and the first forward pass
 * @param answer the same for the images after it, median
 */
public record StartTiming(double program, double engine, double classifier, double firstAnswer, double answer) {}
