package org.lobescope.classifier;

import java.util.List;
import org.lobescope.network.Tensor;

/**
 * A radio image as a network takes it.
 *
 * @param x the input, 1 x C x H x W, row 0 = row 0 of the cut-out
 * @param blackSky what preprocessing makes of zero flux, one value per channel
 * @param cutOut where the input lies in the image
 * @param grey the cut-out after clipping and scaling, before normalisation, H x W, 0..1: what the network sees
 * @param skyClipped whether sky below a threshold was set to exactly zero
 * @param steps what was done, for people, one line per step
 * @param warnings what may make the answer doubtful (another pixel scale than in training, padding, many blanks)
 */
@SuppressWarnings("ArrayRecordComponent")
public record PreparedImage(
        Tensor x,
        float[] blackSky,
        CutOut cutOut,
        float[] grey,
        boolean skyClipped,
        List<String> steps,
        List<String> warnings) {}
