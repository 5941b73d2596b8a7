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
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.start.StartModel.Card;
import org.lobescope.ui.status.StatusModel;
import org.lobescope.ui.task.Soon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the samples in the background and puts them on the start page. */
public final class StartController {
    private static final Logger LOG = LoggerFactory.getLogger(StartController.class);

    private record Drawn(Sample sample, int width, int height, int[] argb) {}

    private final StartModel start;
    private final Supplier<List<Sample>> samples;
    private final SourceModel source;
    private final StatusModel status;
    private final Executor background;
    private boolean begun;

    /**
     * Fills the page as soon as nobody waits for anything else, such as an image that the program was started with.
     *
     * @param samples the simulated images
     */
    public StartController(
            StartModel start,
            Supplier<List<Sample>> samples,
            SourceModel source,
            StatusModel status,
            Executor background) {
        this.start = start;
        this.samples = samples;
        this.source = source;
        this.status = status;
        this.background = background;
        Soon look = new Soon(this::look);
        status.busy().addListener((o, before, now) -> look.ask());
        status.progress().addListener((o, before, now) -> look.ask());
        look.ask();
    }

    private void look() {
        StatusModel.Progress progress = status.progress().get();
        boolean answered = progress.all() > 0 && progress.done() == progress.all();
        if (!begun && status.busy().get().isEmpty() && (source.opened().get() == null || answered)) {
            begun = true;
            fill();
        }
    }

    private void fill() {
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
