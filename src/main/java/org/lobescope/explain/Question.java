package org.lobescope.explain;

import java.util.Optional;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;

/**
 * What a method is asked: why does the network give this image this score?
 *
 * @param x the network's input after preprocessing, 1 x C x H x W
 * @param blackSky what preprocessing makes of zero flux, one value per channel: the default baseline x'
 * @param target the score
 * @param className the name of the explained class, for the notes
 * @param layer the layer that class activation maps look at; empty only for methods that need none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Question(Tensor x, float[] blackSky, Target target, String className, Optional<Layer> layer) {
    /** A question about a class whose name is not known. */
    public Question(Tensor x, float[] blackSky, Target target, Optional<Layer> layer) {
        this(x, blackSky, target, "class " + target.classIndex(), layer);
    }

    /** The shape of the input: C x H x W. */
    public ImageShape shape() {
        return new ImageShape(x.axis(1), x.axis(2), x.axis(3));
    }
}
