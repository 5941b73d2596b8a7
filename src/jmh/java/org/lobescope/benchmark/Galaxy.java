package org.lobescope.benchmark;

import java.nio.file.Path;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.sky.Samples;

/** What all parts work on: the simulated FR II and the network {@code resnets}, as the command takes them. */
public final class Galaxy {
    private Galaxy() {}

    /** The network with its card. */
    public static Classifier classifier() {
        return new ClassifierLibrary(Path.of("none")).load("resnets");
    }

    /** The image as the network takes it, 1 x 1 x 150 x 150. */
    public static PreparedImage image() {
        return classifier().prepare(Samples.all().getFirst().read());
    }
}
