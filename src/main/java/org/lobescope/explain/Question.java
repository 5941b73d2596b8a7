package org.lobescope.explain;

import java.util.Optional;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;

/**
 * What a method is asked: why does the network give this image this score?
 *
 * @param x the network's input after preprocessing, 1 x C x H x W
 * @param blackSky what preprocessing makes of zero flux, one value per channel: the default baseline x'
 * @param target the score
 * @param layer the layer that class activation maps look at; empty only for methods that need none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Question(Tensor x, float[] blackSky, Target target, Optional<Layer> layer) {}
