package org.lobescope.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.lobescope.Problem;
import org.lobescope.network.ImageShape;

/** The networks that can be trained. */
public enum Architecture {
    /** The small convolutional network of LeCun et al. (1998), as it is used for radio galaxies. */
    LENET("LeNet: two convolutions with max pooling, three linear layers"),
    /** Residual blocks without batch normalisation. */
    RESNET("small residual network with standardised kernels"),
    /** As RESNET, and the same for an image and its eight turned and mirrored copies. */
    D4("small residual network whose answer is the same for the eight turned and mirrored copies of an image"),
    /** D4 with twice the fields. */
    D4_WIDE("D4 with twice as many fields"),
    /** One convolution: for trials and tests. */
    TINY("one equivariant block on a quarter of the pixels, for trials");

    private final String description;

    Architecture(String description) {
        this.description = description;
    }

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String description() {
        return description;
    }

    /** The largest learning rate that fits it: LeNet has no standardised kernels and wants small steps. */
    public double usualRate() {
        return this == LENET ? 0.001 : 0.006;
    }

    /**
     * The architecture of that name.
     *
     * @throws Problem when there is none
     */
    public static Architecture of(String id) {
        return Arrays.stream(values())
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem("There is no architecture '" + id + "': choose one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Architecture::id).toList()) + "."));
    }

    /**
     * The network for a batch size.
     *
     * @param training whether dropout is there
     * @param seed of the initial parameters
     */
    Blueprint blueprint(int batch, ImageShape image, int classes, boolean training, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        BlueprintBuilder b = new BlueprintBuilder(batch, image, training, random);
        String logits = switch (this) {
            case LENET -> LeNet.build(b, classes);
            case RESNET -> ResidualNet.build(b, classes);
            case D4 -> EquivariantNet.build(b, classes, 1);
            case D4_WIDE -> EquivariantNet.build(b, classes, 2);
            case TINY -> EquivariantNet.tiny(b, classes);
        };
        return b.build(logits);
    }
}
