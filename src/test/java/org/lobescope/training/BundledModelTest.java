package org.lobescope.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.Shared;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.sky.ImageReader;

/** The bundled networks that were trained with the train command do what their cards say. */
class BundledModelTest {
    private static Classifier bundled(String id) {
        return new ClassifierLibrary(Path.of("none")).load(id);
    }

    @Test
    void mirabestNetworkIsAsRightAsItsCardSays() {
        Where test = Where.of(List.of("split=test", "confidence=confident", "fr_class=FRI", "fr_class=FRII"));
        checkAccuracy("d4", "data/mirabest/labels.csv", test, 104);
    }

    @Test
    void fourClassNetworkIsAsRightAsItsCardSays() {
        checkAccuracy("d4-four", "data/first4class", Where.of(List.of("split=test")), 200);
    }

    private static void checkAccuracy(String id, String data, Where test, int count) {
        Classifier classifier = bundled(id);
        LabelledImages images = LabelledImages.read(Shared.path(data), null, LabelledImages.CLASS_COLUMN, test);
        assertEquals(count, images.images().size());
        assertEquals(classifier.card().classes(), images.classes());
        int right = 0;
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            for (LabelledImage image : images.images()) {
                float[] logits = network.logits(classifier
                        .prepare(ImageReader.read(image.file()))
                        .x())[0];
                right += largest(logits) == images.index(image) ? 1 : 0;
            }
        }
        assertEquals(classifier.card().test().accuracy().orElseThrow(), right / (double) count, 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"fri, FRI", "frii-core, FRII", "compact, Compact", "head-tail, Bent", "lotss-frii, FRII"})
    void fourClassNetworkTellsSamples(String sample, String name) {
        Classifier classifier = bundled("d4-four");
        Path file = Path.of("assets/samples", sample + ".fits");
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            float[] logits =
                    network.logits(classifier.prepare(ImageReader.read(file)).x())[0];
            assertEquals(name, classifier.card().classes().get(largest(logits)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"d4", "d4-four"})
    void turnedSamplesGetTheSameAnswer(String id) {
        Classifier classifier = bundled(id);
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

    private static int largest(float[] logits) {
        return IntStream.range(0, logits.length).reduce(0, (best, c) -> logits[c] > logits[best] ? c : best);
    }
}
