package org.lobescope.ui.tour;

import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.tour.TourModel.Step;

/** A step of the tour: a card beside a framed part of the window; everything else can be used meanwhile. */
public final class TourView extends Pane {
    private static final double WIDTH = 380;
    private static final double GAP = 10;

    private final TourModel model;
    private final Parent window;
    private final Region frame = new Region();
    private final Label count = Words.label("", "caption");
    private final Label title = Words.label("", "card-title");
    private final Label text = Words.paragraph("");
    private final Button back = new Button("Back");
    private final Button next = new Button("Next");
    private final VBox card = new VBox();

    /**
     * The tour of a window.
     *
     * @param window in which the parts are looked for
     * @param dismiss ends the tour for good
     */
    public TourView(TourModel model, Parent window, Runnable dismiss) {
        this.model = model;
        this.window = window;
        setId("tour");
        setPickOnBounds(false);
        frame.getStyleClass().add("tour-frame");
        frame.setMouseTransparent(true);
        Button end = new Button("Don't show again");
        end.setId("tour-end");
        end.getStyleClass().add("flat");
        end.setOnAction(e -> dismiss.run());
        back.setOnAction(e -> model.go(-1));
        next.setId("tour-next");
        next.getStyleClass().add("accent");
        next.setOnAction(e -> {
            if (model.step().get() == TourModel.STEPS.size() - 1) {
                dismiss.run();
            } else {
                model.go(1);
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, end, space, back, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().add("tour-card");
        card.getChildren().addAll(count, title, text, buttons);
        card.setPrefWidth(WIDTH);
        card.setMaxWidth(WIDTH);
        getChildren().addAll(frame, card);
        model.step().addListener((o, before, now) -> show());
        show();
    }

    private @Nullable Step step() {
        int i = model.step().get();
        return i < 0 || i >= TourModel.STEPS.size() ? null : TourModel.STEPS.get(i);
    }

    private void show() {
        Step step = step();
        setVisible(step != null);
        if (step == null) {
            return;
        }
        int i = model.step().get();
        count.setText("STEP " + (i + 1) + " OF " + TourModel.STEPS.size());
        title.setText(step.title());
        text.setText(step.text());
        back.setDisable(i == 0);
        next.setText(i == TourModel.STEPS.size() - 1 ? "Done" : "Next");
        requestLayout();
    }

    /** Where the part is, in this pane; null while it can't be seen. */
    private @Nullable Bounds part(Step step) {
        Node node = window.lookup(step.selector());
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return null;
            }
        }
        return node == null ? null : sceneToLocal(node.localToScene(node.getBoundsInLocal()));
    }

    @Override
    protected void layoutChildren() {
        Step step = step();
        if (step == null) {
            return;
        }
        double height = card.prefHeight(WIDTH);
        Bounds part = part(step);
        frame.setVisible(part != null);
        double x = (getWidth() - WIDTH) / 2;
        double y = (getHeight() - height) / 2;
        if (part != null) {
            frame.resizeRelocate(part.getMinX() - 4, part.getMinY() - 4, part.getWidth() + 8, part.getHeight() + 8);
            x = part.getCenterX() - WIDTH / 2;
            boolean below = part.getMaxY() + GAP + height < getHeight();
            boolean above = part.getMinY() - GAP - height > 0;
            y = below ? part.getMaxY() + GAP : above ? part.getMinY() - GAP - height : part.getCenterY() - height / 2;
        }
        card.resizeRelocate(
                Math.rint(Math.clamp(x, GAP, Math.max(GAP, getWidth() - WIDTH - GAP))),
                Math.rint(Math.clamp(y, GAP, Math.max(GAP, getHeight() - height - GAP))),
                WIDTH,
                height);
    }
}
