package org.lobescope.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.imageio.ImageIO;

/** Small pictures of double sources for tests: bright at the core (FRI) or at the ends (FRII), in any direction. */
public final class ToySources {
    /** Pixels of a side. */
    public static final int SIDE = 40;

    private ToySources() {}

    static List<TrainingData.Example> examples(int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<TrainingData.Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(new TrainingData.Example("source " + i, grey(i % 2, random), i % 2, 1));
        }
        return examples;
    }

    /** Grey levels 0 to 1. */
    static float[] grey(int label, RandomGenerator random) {
        double angle = random.nextDouble(2 * Math.PI);
        double reach = 5 + 8 * random.nextDouble();
        double size = 1.5 + random.nextDouble();
        float[] grey = new float[SIDE * SIDE];
        for (int k = -10; k <= 10; k++) {
            double along = k / 10.0;
            double flux = label == 0 ? Math.exp(-4 * along * along) : Math.exp(-9 * Math.pow(1 - Math.abs(along), 2));
            double x = (SIDE - 1) / 2.0 + reach * along * Math.cos(angle);
            double y = (SIDE - 1) / 2.0 + reach * along * Math.sin(angle);
            for (int i = 0; i < grey.length; i++) {
                double r = Math.hypot(i % SIDE - x, i / SIDE - y) / size;
                grey[i] += (float) (flux * Math.exp(-r * r / 2));
            }
        }
        float peak = 0;
        for (float level : grey) {
            peak = Math.max(peak, level);
        }
        for (int i = 0; i < grey.length; i++) {
            grey[i] = grey[i] / peak < 0.03 ? 0 : grey[i] / peak;
        }
        return grey;
    }

    /** Class folders of PNG pictures of just the input's size. */
    public static void write(Path folder, int count, long seed) throws IOException {
        for (TrainingData.Example example : examples(count, seed)) {
            Path file = folder.resolve(example.label() == 0 ? "FRI" : "FRII").resolve(example.name() + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < SIDE * SIDE; i++) {
                picture.getRaster().setSample(i % SIDE, i / SIDE, 0, Math.round(255 * example.grey()[i]));
            }
            ImageIO.write(picture, "png", file.toFile());
        }
    }
}
