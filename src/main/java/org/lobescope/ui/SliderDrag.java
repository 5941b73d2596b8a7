package org.lobescope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Drags a slider as far as one can, one step per frame, and takes the time of each repaint. */
final class SliderDrag extends AnimationTimer {
    private final int steps;
    private final IntConsumer move;
    private final CompletableFuture<Dragged> dragged = new CompletableFuture<>();
    private final List<Double> paints = new ArrayList<>();
    private final List<Double> frames = new ArrayList<>();
    private long lastFrame;
    private long begun;
    private int step;

    /**
     * What was measured, in seconds.
     *
     * @param paints from the slider's new value until the pictures of all tiles are made anew
     * @param frames from frame to frame meanwhile: what a person sees
     */
    record Dragged(List<Double> paints, List<Double> frames) {}

    private SliderDrag(int steps, IntConsumer move) {
        this.steps = steps;
        this.move = move;
    }

    /**
     * Drags.
     *
     * @param move gives the slider the value of a step, 0 first
     */
    static Dragged drag(int steps, IntConsumer move) throws InterruptedException {
        SliderDrag drag = new SliderDrag(steps, move);
        Platform.runLater(drag::start);
        return WindowClock.get(drag.dragged);
    }

    @Override
    public void handle(long now) {
        long here = System.nanoTime();
        if (step > 0) {
            frames.add((here - lastFrame) * 1e-9);
        }
        lastFrame = here;
        if (step == steps) {
            stop();
            dragged.complete(new Dragged(paints, frames));
            return;
        }
        int next = step++;
        // The painting is asked for by the change and done by the window's thread after this frame: between these two.
        Platform.runLater(() -> begun = System.nanoTime());
        move.accept(next);
        Platform.runLater(() -> paints.add((System.nanoTime() - begun) * 1e-9));
    }
}
