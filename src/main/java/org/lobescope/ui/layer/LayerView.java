package org.lobescope.ui.layer;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.MapChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.ColorLimits.PerMap;
import org.lobescope.figure.Heatmap;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.network.Layer;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.part.LateTip;
import org.lobescope.ui.part.LiveScroll;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.PixelImage;
import org.lobescope.ui.task.Soon;

/** The layer slider with the small Grad-CAM of every layer below it: where it is worth stopping. */
public final class LayerView extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass USUAL = PseudoClass.getPseudoClass("usual");
    private static final double SMALLEST = 44;
    private static final double LARGEST = 96;
    private static final double GAP = 4;
    private static final double NAME = 16;

    private final LayerModel model;
    private final DisplayModel display;
    private final Section section = new Section("LAYER");
    private final CheckBox all = new CheckBox("All layers");
    private final LateTip allTip = new LateTip(all, "");
    private final Slider slider = new Slider(0, 0, 0);
    private final Strip strip = new Strip();
    private final ScrollPane scroll = LiveScroll.of(new ScrollPane(strip));
    private final Map<Layer, Thumb> thumbs = new HashMap<>();
    private final Soon showSoon = new Soon(this::showChosen);
    private boolean placing;

    /** The layers of that model, in the colours of the maps. */
    public LayerView(LayerModel model, DisplayModel display) {
        this.model = model;
        this.display = display;
        getStyleClass().add("layers");
        slider.getStyleClass().add("layer-slider");
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setSnapToTicks(true);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setBlockIncrement(1);
        slider.setAccessibleText("Layer");
        new LateTip(slider, "Which layer Grad-CAM, Grad-CAM++ and Score-CAM look at. Keys: [ and ].");
        scroll.getStyleClass().add("strip");
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPannable(true);
        scroll.setMinHeight(SMALLEST + NAME);
        scroll.setPrefHeight(LARGEST + NAME);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        all.selectedProperty().bindBidirectional(model.all());
        all.setId("all-layers");
        section.aside().setGraphic(all);
        section.aside().setContentDisplay(ContentDisplay.RIGHT);
        section.aside().setGraphicTextGap(18);
        Label absence = Words.paragraph("", "quiet");
        absence.setId("no-layers");
        absence.textProperty().bind(model.absence());
        Seen.bind(absence, model.absence().isNotEmpty());
        all.disableProperty().bind(absence.visibleProperty());
        section.getChildren().addAll(slider, absence, scroll);
        VBox.setVgrow(section, Priority.ALWAYS);
        getChildren().add(section);

        slider.valueProperty().addListener((o, before, now) -> {
            List<Layer> offered = model.layers().get();
            int i = (int) Math.round(now.doubleValue());
            if (!placing && i < offered.size()) {
                model.chosen().set(offered.get(i));
            }
        });
        model.layers().addListener((o, before, now) -> build());
        model.chosen().addListener((o, before, now) -> choose());
        Soon paint = new Soon(() -> thumbs.values().forEach(Thumb::paint));
        model.small().addListener((MapChangeListener<Layer, Heatmap>) change -> {
            Thumb thumb = thumbs.get(change.getKey());
            if (thumb != null) {
                thumb.set(change.getValueAdded());
            }
        });
        display.style().addListener((o, before, now) -> {
            boolean same = before.sequential() == now.sequential()
                    && before.diverging() == now.diverging()
                    && before.inverted() == now.inverted();
            if (!same) {
                paint.ask();
            }
        });
        strip.layoutBoundsProperty().addListener((o, before, now) -> showSoon.ask());
        scroll.viewportBoundsProperty().addListener((o, before, now) -> showSoon.ask());
        build();
    }

    private void build() {
        placing = true;
        List<Layer> offered = model.layers().get();
        allTip.setText("Every one of the " + model.count() + " layers with a map, not only the ends of blocks"
                + " (after activation or addition).");
        thumbs.clear();
        List<Thumb> row = new ArrayList<>();
        Map<Layer, String> names = LayerNames.of(offered);
        for (Layer layer : offered) {
            Thumb thumb = new Thumb(layer, names.getOrDefault(layer, layer.name()));
            thumb.set(model.small().get(layer));
            thumbs.put(layer, thumb);
            row.add(thumb);
        }
        strip.getChildren().setAll(row);
        slider.setMax(Math.max(0, offered.size() - 1));
        slider.setDisable(offered.size() < 2);
        placing = false;
        choose();
    }

    private void choose() {
        Layer now = model.chosen().get();
        if (now == null) {
            section.aside().setText("");
            return;
        }
        placing = true;
        slider.setValue(model.layers().get().indexOf(now));
        placing = false;
        boolean usual = model.usual().filter(now::equals).isPresent();
        section.aside()
                .setText(now.name() + "  ·  " + now.height() + " × " + now.width() + (usual ? "  ·  default" : ""));
        for (Thumb thumb : thumbs.values()) {
            thumb.pseudoClassStateChanged(CHOSEN, thumb.layer.equals(now));
        }
        showChosen();
    }

    private void showChosen() {
        Layer now = model.chosen().get();
        Thumb chosen = now == null ? null : thumbs.get(now);
        double beyond = strip.getWidth() - scroll.getViewportBounds().getWidth();
        if (chosen != null && beyond > 1) {
            double middle = chosen.getLayoutX()
                    + chosen.getWidth() / 2
                    - scroll.getViewportBounds().getWidth() / 2;
            scroll.setHvalue(Math.clamp(middle / beyond, 0, 1));
        }
    }

    /** The thumbs in a row, so placed that each is below its mark on the slider while all of them fit. */
    private final class Strip extends Pane {
        @Override
        public Orientation getContentBias() {
            return Orientation.VERTICAL;
        }

        @Override
        protected double computePrefWidth(double height) {
            int n = Math.max(1, getChildren().size());
            // All of them are seen where they can be, if smaller.
            double room = Math.floor(scroll.getWidth()) - 2;
            double side = Math.clamp(Math.min(height - NAME, room / n - GAP), SMALLEST, LARGEST);
            return Math.max(room, n * (side + GAP) - GAP);
        }

        @Override
        protected void layoutChildren() {
            int n = getChildren().size();
            if (n == 0) {
                return;
            }
            double cell = getWidth() / n;
            double side = Math.floor(Math.clamp(Math.min(cell - GAP, getHeight() - NAME), 8, LARGEST));
            // The slider's ends are the middles of the first and the last cell.
            double margin = Math.max(0, cell / 2 - 8);
            boolean aligned = getWidth() <= scroll.getWidth() + 1;
            VBox.setMargin(slider, aligned ? new javafx.geometry.Insets(0, margin, 0, margin) : null);
            for (int i = 0; i < n; i++) {
                Thumb thumb = (Thumb) getChildren().get(i);
                double x = Math.floor(i * cell + (cell - side) / 2);
                thumb.resizeRelocate(x, 0, side, side + NAME);
                thumb.fitName(cell - GAP);
            }
        }
    }

    private final class Thumb extends Region {
        private final Layer layer;
        private final String brief;
        private final String full;
        private final PixelImage pixels = new PixelImage();
        private final ImageView view = new ImageView();
        private final Label name;
        private final Region frame = new Region();
        private @Nullable Heatmap map;

        Thumb(Layer layer, String words) {
            this.layer = layer;
            getStyleClass().add("thumb");
            brief = words;
            full = words + "  " + layer.height();
            name = Words.label(full, "thumb-name");
            view.setManaged(false);
            frame.getStyleClass().add("thumb-frame");
            getChildren().addAll(view, frame, name);
            pseudoClassStateChanged(USUAL, model.usual().filter(layer::equals).isPresent());
            addEventHandler(MouseEvent.MOUSE_CLICKED, e -> model.chosen().set(layer));
            new LateTip(
                    this,
                    layer.name() + "\n" + layer.kind() + ", " + layer.height() + " × " + layer.width()
                            + " pixels, " + layer.channels() + " channels"
                            + (model.usual().filter(layer::equals).isPresent() ? "\nthe default layer" : ""));
        }

        /** Names the layer, with its size where there is room for it; the tip has both. */
        void fitName(double room) {
            name.setText(Words.width(full, name.getFont()) <= room ? full : brief);
            name.setMaxWidth(room);
        }

        void set(@Nullable Heatmap heatmap) {
            map = heatmap;
            paint();
        }

        void paint() {
            Heatmap heatmap = map;
            if (heatmap == null) {
                view.setImage(null);
                return;
            }
            HeatmapStyle style = display.style()
                    .get()
                    .withLimits(new PerMap(0, 99.5))
                    .withThreshold(0, 100)
                    .withFading(false)
                    .withOpacity(1);
            int[] argb = new int[heatmap.width() * heatmap.height()];
            heatmap.render(style, argb);
            if (pixels.set(heatmap.width(), heatmap.height(), argb) || view.getImage() == null) {
                view.setImage(pixels.image());
            }
        }

        @Override
        protected void layoutChildren() {
            double w = getWidth();
            double h = getHeight() - NAME;
            view.setFitWidth(w - 4);
            view.setFitHeight(h - 4);
            view.relocate(2, 2);
            frame.resizeRelocate(0, 0, w, h);
            double nameWidth = Math.min(name.prefWidth(-1), name.getMaxWidth());
            layoutInArea(name, (w - nameWidth) / 2, h, nameWidth, NAME, 0, HPos.CENTER, VPos.CENTER);
        }
    }
}
