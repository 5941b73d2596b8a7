package org.lobescope.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.Shared;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.sky.ImageReader;

/** The bundled network that was trained with the train command does what its card says. */
class BundledModelTest {
    private static final String ID = "d4";

    private final Classifier classifier = new ClassifierLibrary(Path.of("none")).load(ID);

    @Test
    void isAsRightAsItsCardSays() {
        Path table = Shared.path("data/mirabest/labels.csv");
        Where test = Where.of(List.of("split=test", "confidence=confident", "fr_class=FRI", "fr_class=FRII"));
        LabelledImages images = LabelledImages.read(table, null, LabelledImages.CLASS_COLUMN, test);
        assertEquals(104, images.images().size());
        int right = 0;
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            for (LabelledImage image : images.images()) {
                float[] logits = network.logits(classifier
                        .prepare(ImageReader.read(image.file()))
                        .x())[0];
                right += (logits[1] > logits[0] ? 1 : 0) == images.index(image) ? 1 : 0;
            }
        }
        assertEquals(classifier.card().test().accuracy().orElseThrow(), right / 104.0, 1e-9);
    }

    @Test
    void turnedSamplesGetTheSameAnswer() {
        Tensor x = classifier
                .prepare(ImageReader.read(Path.of("assets/samples/frii.fits")))
                .x();
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            float[] logits = network.logits(x)[0];
            for (int g = 1; g < SquareSymmetry.COUNT; g++) {
                float[] turned = new float[x.values().length];
                for (int i = 0; i < turned.length; i++) {
                    turned[i] = x.values()[new SquareSymmetry(g).source(i / x.axis(3), i % x.axis(3), x.axis(3))];
                }
                assertArrayEquals(logits, network.logits(new Tensor(x.shape(), turned))[0], 1e-4f);
            }
        }
    }
}
