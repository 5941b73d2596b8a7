package org.lobescope.ui.strip;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import org.lobescope.Problem;
import org.lobescope.classifier.CutOut;
import org.lobescope.figure.ImageLayer;
import org.lobescope.figure.ImageStyle;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.picture.PixelImage;
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.strip.StripModel.Item;

/** Steps through files that were opened together; their small pictures are read one after the other, behind all else. */
public final class StripController {
    private static final int SIDE = 150;

    private final StripModel model;
    private final Function<Path, ImageFile> read;
    private final Consumer<Path> open;
    private final Executor background;

    private record Small(int width, int height, int[] argb) {}

    /**
     * Files are opened by {@code open}.
     *
     * @param read opens a file for its small picture; may take long
     */
    public StripController(
            StripModel model,
            SourceModel source,
            Function<Path, ImageFile> read,
            Consumer<Path> open,
            Executor background) {
        this.model = model;
        this.read = read;
        this.open = open;
        this.background = background;
        source.opened().addListener((o, before, now) -> {
            Path shown = now == null ? null : now.place().file().orElse(null);
            model.current()
                    .set(model.items().stream()
                            .filter(item -> item.file().equals(shown))
                            .findFirst()
                            .orElse(null));
        });
    }

    /** Shows the first of these files and keeps the others at hand. */
    public void show(List<Path> files) {
        List<Path> each = files.stream().distinct().toList();
        model.show(each.size() > 1 ? each : List.of());
        if (!each.isEmpty()) {
            open.accept(each.getFirst());
        }
        pictures(List.copyOf(model.items()));
    }

    /** Opens one of the files. */
    public void choose(Item item) {
        // Also one that can't be opened is stepped past.
        model.current().set(item);
        open.accept(item.file());
    }

    /** Opens the next file (1) or the one before (-1). */
    public void step(int by) {
        model.next(by).ifPresent(this::choose);
    }

    /** No files any more; the image that is open stays. */
    public void close() {
        model.show(List.of());
    }

    private void pictures(List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        background.execute(() -> {
            for (Item item : items) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                try {
                    Small small = small(read.apply(item.file()).read());
                    Platform.runLater(() -> {
                        PixelImage picture = new PixelImage();
                        picture.set(small.width(), small.height(), small.argb());
                        item.picture().set(picture);
                    });
                } catch (Problem problem) {
                    String reason = String.valueOf(problem.getMessage());
                    Platform.runLater(() -> item.problem().set(reason));
                }
            }
        });
    }

    private static Small small(RadioImage image) {
        int side = Math.min(SIDE, Math.min(image.width(), image.height()));
        ImageLayer layer = ImageLayer.of(image, CutOut.central(image, side, side));
        int[] argb = new int[side * side];
        layer.render(ImageStyle.DEFAULT, layer.limits(ImageStyle.DEFAULT), argb);
        return new Small(side, side, argb);
    }
}
