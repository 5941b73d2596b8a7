package org.lobescope.ui.picture;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.lobescope.sky.PixelPosition;

/**
 * An image on the screen, row 0 at the bottom, with lines over it and the crosshair and zoom that it shares with the
 * other pictures.
 *
 * <p>It fills its box: who lays it out gives the box the shape of the {@link #extent()}.
 */
public final class Picture extends Region {
    private static final double WHEEL_STEP = 1.25;

    private final CrosshairModel crosshair;
    private final ZoomModel zoom;
    private final BlinkModel blink;
    private final PixelView below = new PixelView();
    private final PixelView above = new PixelView();
    private final Canvas canvas = new Canvas();
    private final Line across = new Line();
    private final Line down = new Line();
    private final Rectangle clip = new Rectangle();
    private final Rectangle curtain = new Rectangle();

    /** Pixels of the screen per pixel of JavaFX; another screen may have another. */
    private final ObservableValue<Number> screenScale = sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::renderScaleXProperty)
            .orElse(1.0);

    private List<Overlay> overlays = List.of();
    private Area extent = new Area(0, 0, 1, 1);
    private @Nullable PixelImage base;
    private @Nullable Region control;
    private Supplier<@Nullable Area> controlArea = () -> null;
    private double dragX;
    private double dragY;

    /** A picture that shares these with others. */
    public Picture(CrosshairModel crosshair, ZoomModel zoom, BlinkModel blink) {
        this.crosshair = crosshair;
        this.zoom = zoom;
        this.blink = blink;
        getStyleClass().add("picture");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        across.getStyleClass().add("crosshair");
        down.getStyleClass().add("crosshair");
        for (var node : List.of(canvas, across, down)) {
            node.setManaged(false);
            node.setMouseTransparent(true);
        }
        getChildren().addAll(below, above, canvas, across, down);
        setClip(clip);
        crosshair.position().addListener((o, before, now) -> placeCrosshair());
        blink.curtain().addListener((o, before, now) -> placeCrosshair());
        zoom.zoom().addListener((o, before, now) -> requestLayout());
        screenScale.addListener((o, before, now) -> requestLayout());
        placeCrosshair();
        listenToMouse();
    }

    /** Shows this image, which covers that area of the radio image; null for nothing. */
    public void show(@Nullable PixelImage image, Area area) {
        boolean placed = image == base && area.equals(extent);
        extent = area;
        base = image;
        if (below.show(image) || !placed) {
            requestLayout();
            placeCrosshair();
        }
    }

    /** Lays this image, which covers the same area, over the first; null for nothing. */
    public void lay(@Nullable PixelImage image) {
        if (above.show(image)) {
            requestLayout();
        }
    }

    /** How much of the upper image is seen, 0 to 1. */
    public void setUpperOpacity(double opacity) {
        above.setOpacity(opacity);
    }

    /** The area of the radio image that the whole picture covers. */
    public Area extent() {
        return extent;
    }

    /** Where positions of the radio image lie in this picture now. */
    public Projection projection() {
        var z = zoom.zoom().get();
        return new Projection(
                z.factor() == 1 ? extent : extent.zoomed(z.factor(), z.centre()),
                Math.max(1, getWidth()),
                Math.max(1, getHeight()));
    }

    /** Lines over the picture, the first at the bottom. */
    public void setOverlays(List<Overlay> lines) {
        if (lines.isEmpty() && overlays.isEmpty()) {
            return;
        }
        overlays = List.copyOf(lines);
        repaintOverlays();
    }

    /** Paints the lines again. */
    public void repaintOverlays() {
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (base == null) {
            return;
        }
        Projection projection = projection();
        for (Overlay overlay : overlays) {
            g.save();
            overlay.paint(g, projection);
            g.restore();
        }
    }

    /** A control over the picture, which lies where {@code area} says, in pixels of the radio image; null: nowhere. */
    public void cover(Region node, Supplier<@Nullable Area> area) {
        node.setManaged(false);
        control = node;
        controlArea = area;
        getChildren().add(getChildren().indexOf(across), node);
        placeControl();
    }

    /** Puts the control where its area is now. */
    public void placeControl() {
        Region node = control;
        if (node == null) {
            return;
        }
        Area area = controlArea.get();
        node.setVisible(area != null && base != null);
        if (area != null) {
            Projection p = projection();
            double left = Math.round(p.x(area.x()));
            double top = Math.round(p.y(area.y() + area.height()));
            node.resizeRelocate(
                    left, top, Math.round(p.x(area.x() + area.width())) - left, Math.round(p.y(area.y())) - top);
        }
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        clip.setWidth(w);
        clip.setHeight(h);
        Projection projection = projection();
        below.place(extent, projection, screenScale.getValue().doubleValue());
        above.place(extent, projection, screenScale.getValue().doubleValue());
        canvas.setWidth(w);
        canvas.setHeight(h);
        repaintOverlays();
        placeControl();
        placeCrosshair();
    }

    private void placeCrosshair() {
        PixelPosition at = crosshair.position().get();
        boolean seen = at != null && projection().seen().contains(at);
        drawCurtain(seen ? at : null);
        across.setVisible(seen);
        down.setVisible(seen);
        if (at == null || !seen) {
            return;
        }
        Projection projection = projection();
        double x = Math.floor(projection.x(at.x())) + 0.5;
        double y = Math.floor(projection.y(at.y())) + 0.5;
        across.setStartX(0);
        across.setEndX(getWidth());
        across.setStartY(y);
        across.setEndY(y);
        down.setStartX(x);
        down.setEndX(x);
        down.setStartY(0);
        down.setEndY(getHeight());
    }

    /** The upper image ends at the crosshair. */
    private void drawCurtain(@Nullable PixelPosition at) {
        if (!blink.curtain().get()) {
            above.setClip(null);
            return;
        }
        curtain.setWidth(at == null ? getWidth() / 2 : projection().x(at.x()));
        curtain.setHeight(getHeight());
        above.setClip(curtain);
    }

    /** Up to where the upper image is seen, as a part of the picture's width. */
    public double curtainAt() {
        return above.getClip() == null ? 1 : curtain.getWidth() / Math.max(1, getWidth());
    }

    private void listenToMouse() {
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(e));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> crosshair.leave());
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            dragX = e.getX();
            dragY = e.getY();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            if (zoom.zoom().get().factor() > 1) {
                Projection p = projection();
                zoom.panBy(p.seen(), (dragX - e.getX()) / p.scale(), (e.getY() - dragY) / p.scale());
                dragX = e.getX();
                dragY = e.getY();
            } else {
                hover(e);
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 1 && e.isStillSincePress()) {
                crosshair.pin(projection().position(e.getX(), e.getY()));
            }
        });
        addEventHandler(ZoomEvent.ZOOM, e -> {
            if (e.getZoomFactor() > 0 && base != null) {
                Projection p = projection();
                zoom.zoomBy(p.seen(), p.position(e.getX(), e.getY()), e.getZoomFactor());
                e.consume();
            }
        });
        addEventHandler(ScrollEvent.SCROLL, e -> {
            if (e.getDeltaY() != 0 && base != null) {
                Projection p = projection();
                zoom.zoomBy(p.seen(), p.position(e.getX(), e.getY()), e.getDeltaY() > 0 ? WHEEL_STEP : 1 / WHEEL_STEP);
                e.consume();
            }
        });
    }

    private void hover(MouseEvent e) {
        PixelPosition at = projection().position(e.getX(), e.getY());
        if (base != null && extent.contains(at)) {
            crosshair.hover(at);
        }
    }
}
