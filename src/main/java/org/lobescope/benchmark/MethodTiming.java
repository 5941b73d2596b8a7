package org.lobescope.benchmark;

import org.lobescope.explain.MethodId;

/**
 * One method asked for alone.
 *
 * @param method which one
 * @param timing from the request to the finished map
 * @param passes of the network for one map
 */
public record MethodTiming(MethodId method, Timing timing, Passes passes) {}
