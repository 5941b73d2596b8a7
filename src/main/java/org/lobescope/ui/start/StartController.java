package org.lobescope.ui.start;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.lobescope.Problem;
import org.lobescope.classifier.CutOut;
import org.lobescope.figure.ImageLayer;
import org.lobescope.figure.ImageStyle;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.picture.PixelImage;
import org.lobescope.ui.start.StartModel.Card;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the samples in the background and puts them on the start page. */
public final class StartController {
    private static final Logger LOG = LoggerFactory.getLogger(StartController.class);

    private record Drawn(Sample sample, int width, int height, int[] argb) {}

    /**
     * Begins to fill the page.
     *
     * @param samples the simulated images
     */
    public StartController(StartModel start, Supplier<List<Sample>> samples, Executor background) {
        background.execute(() -> {
            List<Drawn> drawn = new ArrayList<>();
            try {
                for (Sample sample : samples.get()) {
                    drawn.add(draw(sample, sample.read()));
                }
            } catch (Problem problem) {
                LOG.warn("samples", problem);
            }
            Platform.runLater(() -> start.samples()
                    .setAll(drawn.stream().map(StartController::card).toList()));
        });
    }

    private static Drawn draw(Sample sample, RadioImage image) {
        // The sources are small: their surroundings are left out.
        CutOut middle = new CutOut(image.width() / 4, image.height() / 4, image.width() / 2, image.height() / 2);
        ImageLayer layer = ImageLayer.of(image, middle);
        int[] argb = new int[layer.width() * layer.height()];
        layer.render(ImageStyle.DEFAULT, layer.limits(ImageStyle.DEFAULT), argb);
        return new Drawn(sample, layer.width(), layer.height(), argb);
    }

    private static Card card(Drawn drawn) {
        PixelImage picture = new PixelImage();
        picture.set(drawn.width(), drawn.height(), drawn.argb());
        return new Card(drawn.sample(), picture);
    }
}
