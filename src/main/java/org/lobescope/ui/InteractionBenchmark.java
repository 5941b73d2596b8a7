package org.lobescope.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.lobescope.benchmark.Interaction;
import org.lobescope.benchmark.Timing;
import org.lobescope.benchmark.UnseenSky;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.figure.ColorLimits;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.network.Layer;
import org.lobescope.network.torch.TorchEngine;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.session.Comparison;
import org.lobescope.sky.HeldImage;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.tile.TileModel;

/**
 * Does in the real window, without a display, what a person does, and measures how long the window lets them wait: opens
 * images that no cache knows, drags sliders, goes through the layers, stops the work.
 */
public final class InteractionBenchmark {
    private static final double SIDE = 950; // of the headless screen's 1000
    private static final int STEPS = 120;
    private static final long SEED = 5;
    private static final long LOOK_MILLIS = 2000; // in which the window makes maps of other layers ahead
    private static final List<MethodId> CAMS =
            List.of(MethodId.GRAD_CAM, MethodId.GRAD_CAM_PLUS_PLUS, MethodId.SCORE_CAM);

    private final Explorer explorer;
    private final ExplorerModel model;
    private final WindowClock clock;
    private final int runs;
    private final Consumer<String> told;
    private final List<Interaction.Wait> waits = new ArrayList<>();

    private InteractionBenchmark(Explorer explorer, int runs, Consumer<String> told) {
        this.explorer = explorer;
        this.model = explorer.model();
        this.runs = runs;
        this.told = told;
        List<ObservableValue<?>> watched = new ArrayList<>();
        watched.add(model.source().opened());
        watched.add(model.source().logits());
        watched.add(model.question().classifier());
        for (TileModel tile : model.tiles().all()) {
            watched.add(tile.state());
            watched.add(tile.shown());
        }
        for (TileModel tile : model.tiles().counterparts()) {
            watched.add(tile.state());
        }
        this.clock = new WindowClock(watched);
    }

    /**
     * Measures.
     *
     * @param library where classifiers come from
     * @param classifier the id or the file of a network
     * @param image reads the image; asked again for each opening
     * @param runs images to open
     * @param told gets a line about each figure as soon as it is there
     * @throws org.lobescope.Problem when the window can't be opened
     */
    public static Interaction measure(
            ClassifierLibrary library, String classifier, Supplier<RadioImage> image, int runs, Consumer<String> told)
            throws InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        ExecutorService background = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("window-work-", 1).factory());
        int[] opened = {0}; // files are opened one after the other
        try (ExplanationService service = new LocalExplanationService()) {
            Outside outside = new Outside(
                            service,
                            library::entries,
                            library::load,
                            library::origin,
                            () -> TorchEngine.start().version(),
                            file -> new HeldImage(file, new UnseenSky(image.get(), SEED).get(opened[0]++)),
                            Optional.empty(),
                            List::of)
                    .beginningWith(Optional.of(classifier));
            CompletableFuture<Explorer> made = new CompletableFuture<>();
            Toolkit.start(() -> made.complete(show(outside, background)));
            InteractionBenchmark benchmark = new InteractionBenchmark(WindowClock.get(made), runs, told);
            benchmark.images();
            benchmark.sliders("", "ten tiles");
            benchmark.compare();
            benchmark.sliders("_20", "twenty tiles");
            benchmark.compareNoMore();
            benchmark.layers("layer_", "Another layer at once to its ", 0);
            benchmark.layers("looked_layer_", "Another layer after a look of 2 s to its ", LOOK_MILLIS);
            benchmark.stops();
            return new Interaction(benchmark.waits);
        } finally {
            background.shutdownNow();
            Platform.exit();
        }
    }

    private static Explorer show(Outside outside, ExecutorService background) {
        Theme theme = new Theme();
        theme.choose(ColorScheme.LIGHT);
        Explorer explorer = new Explorer(outside, theme, new Settings(null), new NoDialogs(), background);
        Stage stage = new Stage();
        stage.setScene(new Scene(explorer.root(), SIDE, SIDE));
        stage.show();
        return explorer;
    }

    /** Opens images: the first one, with everything cold, does not count. */
    private void images() throws InterruptedException {
        open();
        List<Double> answers = new ArrayList<>();
        List<Double> firsts = new ArrayList<>();
        List<Double> alls = new ArrayList<>();
        List<Double> pauses = new ArrayList<>();
        try (Heartbeat heart = new Heartbeat()) {
            for (int i = 0; i < runs; i++) {
                heart.take();
                List<Double> times = open();
                answers.add(times.get(0));
                firsts.add(times.get(1));
                alls.add(times.get(2));
                pauses.addAll(heart.take());
            }
        }
        add("probabilities", "Image opened to class probabilities", answers);
        add("first_map", "Image opened to the first map", firsts);
        add("all_maps", "Image opened to all ten maps", alls);
        add("pause", "The window's thread answers, ten methods running", pauses);
    }

    /** Opens another image; seconds to the probabilities, the first map and all maps. */
    private List<Double> open() throws InterruptedException {
        BooleanSupplier answered = answered(model.source().opened().get());
        return clock.seconds(
                this::openImage,
                List.of(
                        answered,
                        () -> answered.getAsBoolean() && showsSome(),
                        () -> answered.getAsBoolean() && ended()));
    }

    /** Whether the image after this one is there with its probabilities, and so without the maps of this one. */
    private BooleanSupplier answered(@Nullable Opened before) {
        return () -> model.source().opened().get() != before
                && model.source().logits().get() != null;
    }

    private boolean showsSome() {
        return model.tiles().all().stream().anyMatch(tile -> tile.shown().get() != null);
    }

    private void openImage() {
        explorer.controller().open(Path.of("benchmark.fits"));
    }

    private boolean ended() {
        return model.tiles().ended();
    }

    /** Sets a second map beside each: twenty tiles. */
    private void compare() throws InterruptedException {
        clock.seconds(
                () -> model.question().comparison().set(new Comparison.WithPreset(Preset.PAPER)),
                () -> model.tiles().counterparts().stream()
                        .allMatch(tile -> tile.state().get() instanceof RequestState.Finished));
    }

    private void compareNoMore() throws InterruptedException {
        WindowClock.run(() -> model.question().comparison().set(Comparison.NONE));
    }

    private void sliders(String suffix, String painted) throws InterruptedException {
        HeatmapStyle style = model.display().style().get();
        List<Double> frames = new ArrayList<>();
        frames.addAll(slider(
                "limits" + suffix,
                "Colour limits dragged, " + painted + " painted",
                part -> style.withLimits(new ColorLimits.PerMap(20 * part, 100 - 20 * part))));
        frames.addAll(slider(
                "threshold" + suffix,
                "Threshold dragged, " + painted + " painted",
                part -> style.withThreshold(0.9 * part, 1)));
        frames.addAll(slider(
                "opacity" + suffix,
                "Opacity dragged, " + painted + " painted",
                part -> style.withOpacity(0.2 + 0.8 * part)));
        add("frame" + suffix, "Frame to frame, a slider dragged, " + painted, frames);
        WindowClock.run(() -> model.display().style().set(style));
    }

    private List<Double> slider(String id, String title, java.util.function.DoubleFunction<HeatmapStyle> at)
            throws InterruptedException {
        SliderDrag.Dragged dragged =
                SliderDrag.drag(STEPS, step -> model.display().style().set(at.apply((step + 1.0) / STEPS)));
        add(id, title, dragged.paints());
        return dragged.frames();
    }

    /** Goes through the layers from the last to the first, on another image each time, which is looked at first. */
    private void layers(String id, String title, long lookMillis) throws InterruptedException {
        List<List<Double>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int run = 0; run < runs; run++) {
            open();
            Thread.sleep(lookMillis);
            List<Layer> layers = model.layers().layers().get();
            for (Layer layer : layers.reversed()) {
                if (layer.equals(model.layers().chosen().get())) {
                    continue;
                }
                List<BooleanSupplier> shown = CAMS.stream()
                        .<BooleanSupplier>map(cam -> () -> shows(cam, layer))
                        .toList();
                List<Double> each = clock.seconds(() -> model.layers().chosen().set(layer), shown);
                for (int i = 0; i < each.size(); i++) {
                    times.get(i).add(each.get(i));
                }
            }
            WindowClock.run(() -> model.layers()
                    .usual()
                    .ifPresent(layer -> model.layers().chosen().set(layer)));
        }
        for (int i = 0; i < CAMS.size(); i++) {
            if (!times.get(i).isEmpty()) {
                add(id + CAMS.get(i).id(), title + CAMS.get(i).title(), times.get(i));
            }
        }
    }

    private boolean shows(MethodId id, Layer layer) {
        return model.tiles().of(id).state().get() instanceof RequestState.Finished finished
                && finished.explanation().layer().equals(Optional.of(layer));
    }

    /** Stops the work when the first map has come. */
    private void stops() throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            BooleanSupplier answered = answered(model.source().opened().get());
            clock.seconds(this::openImage, () -> answered.getAsBoolean() && showsSome());
            boolean[] over = {false};
            WindowClock.run(() -> over[0] = ended());
            if (!over[0]) {
                times.add(clock.seconds(explorer.controller()::stop, this::ended));
            }
        }
        if (!times.isEmpty()) {
            add("stop", "Stop pressed to all work stopped", times);
        }
    }

    private void add(String id, String title, List<Double> seconds) {
        Timing timing = new Timing(seconds);
        waits.add(new Interaction.Wait(id, title, timing));
        told.accept(String.format(
                Locale.ROOT,
                "%-52s %7.1f ms, 99 %% %7.1f ms",
                title,
                1000 * timing.median(),
                1000 * timing.quantile(0.99)));
    }
}
