package org.lobescope.ui.undo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.figure.ImageStyle;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.source.ImageDisplayModel;
import org.lobescope.ui.task.Soon;

/** Takes back changes of how image and maps are drawn. A slider that is dragged makes one change, not hundreds. */
public final class UndoController {
    private static final int MOST = 100;
    private static final long ONE_MOVE_NANOS = 900_000_000L;

    /** A change that was made: what was before, and what was changed. */
    private record Step(Looks before, String words) {}

    private final UndoModel model;
    private final DisplayModel display;
    private final ImageDisplayModel image;
    private final LongSupplier clock;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private Looks now;
    private long last;

    /**
     * Follows the display from now on.
     *
     * @param clock nanoseconds; changes of one thing that follow each other at once are one
     */
    public UndoController(UndoModel model, DisplayModel display, ImageDisplayModel image, LongSupplier clock) {
        this.model = model;
        this.display = display;
        this.image = image;
        this.clock = clock;
        this.now = Looks.of(display, image);
        Soon look = new Soon(this::look);
        image.style().addListener((o, before, after) -> look.ask());
        image.contourLevels().addListener((o, before, after) -> look.ask());
        display.style().addListener((o, before, after) -> look.ask());
        display.scope().addListener((o, before, after) -> look.ask());
        display.contours().addListener((o, before, after) -> look.ask());
    }

    private void look() {
        Looks after = Looks.of(display, image);
        String words = now.change(after);
        if (words.isEmpty()) {
            return;
        }
        long time = clock.getAsLong();
        Step newest = done.peek();
        boolean goesOn =
                newest != null && undone.isEmpty() && newest.words().equals(words) && time - last < ONE_MOVE_NANOS;
        if (!goesOn) {
            done.push(new Step(now, words));
            if (done.size() > MOST) {
                done.removeLast();
            }
        }
        if (goesOn && newest.before().equals(after)) {
            done.pop(); // back where it began
        }
        undone.clear();
        last = time;
        now = after;
        tell();
    }

    /** Takes the last change back, if there is one. */
    public void undo() {
        go(done, undone);
    }

    /** Makes the change again that was taken back last, if there is one. */
    public void redo() {
        go(undone, done);
    }

    private void go(Deque<Step> from, Deque<Step> to) {
        look();
        Step step = from.poll();
        if (step == null) {
            return;
        }
        to.push(new Step(now, step.words()));
        now = step.before();
        now.show(display, image);
        // What comes next is a change of its own.
        last = clock.getAsLong() - ONE_MOVE_NANOS;
        tell();
    }

    /** Draws image and maps as at the first start; this can be taken back as well. */
    public void usual() {
        look();
        image.style().set(ImageStyle.DEFAULT);
        image.contourLevels().set(new ImageDisplayModel().contourLevels().get());
        display.style().set(HeatmapStyle.DEFAULT);
        display.scope().set(DisplayModel.Scope.PER_MAP);
        display.contours().set(false);
    }

    /** Begins anew: what is shown now is what nothing leads back from. */
    public void forget() {
        done.clear();
        undone.clear();
        now = Looks.of(display, image);
        tell();
    }

    private void tell() {
        model.set(words(done), words(undone));
    }

    private static String words(Deque<Step> steps) {
        Step next = steps.peek();
        return next == null ? "" : next.words();
    }
}
