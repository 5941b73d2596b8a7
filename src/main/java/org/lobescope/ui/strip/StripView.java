package org.lobescope.ui.strip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.ui.part.IconButton;
import org.lobescope.ui.part.LateTip;
import org.lobescope.ui.part.LiveScroll;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.strip.StripModel.Item;

/** The files that were opened together, in a row above the status bar. */
public final class StripView extends HBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double SIDE = 46;
    private static final double NAME = 104;

    private final StripModel model;
    private final Consumer<Item> choose;
    private final Label count = Words.label("", "strip-count");
    private final HBox row = new HBox();
    private final ScrollPane scroll = LiveScroll.of(new ScrollPane(row));
    private final Map<Item, Button> buttons = new HashMap<>();

    /**
     * The row of that model.
     *
     * @param choose opens a file
     * @param step opens the next one or the one before
     * @param close forgets them all
     */
    public StripView(StripModel model, Consumer<Item> choose, IntConsumer step, Runnable close) {
        this.model = model;
        this.choose = choose;
        getStyleClass().add("strip-of-files");
        setId("strip");
        setAlignment(Pos.CENTER_LEFT);
        IconButton back = new IconButton(Feather.CHEVRON_LEFT, "The file before (Page Up)", () -> step.accept(-1));
        IconButton next = new IconButton(Feather.CHEVRON_RIGHT, "The next file (Page Down)", () -> step.accept(1));
        IconButton end = new IconButton(Feather.X, "Forget these files; the image that is open stays", close);
        next.setId("strip-next");
        count.setMinWidth(Region.USE_PREF_SIZE);
        row.getStyleClass().add("strip-row");
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPannable(true);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(count, back, next, scroll, end);
        setMinHeight(Region.USE_PREF_SIZE);
        model.items().addListener((javafx.beans.Observable o) -> build());
        model.current().addListener((o, before, now) -> mark());
        build();
    }

    private void build() {
        buttons.clear();
        List<Button> all = new ArrayList<>();
        for (Item item : model.items()) {
            Button button = button(item);
            buttons.put(item, button);
            all.add(button);
        }
        row.getChildren().setAll(all);
        Seen.set(this, !all.isEmpty());
        mark();
    }

    private Button button(Item item) {
        ImageView view = new ImageView();
        view.setFitWidth(SIDE);
        view.setFitHeight(SIDE);
        StackPane frame = new StackPane(view);
        frame.setMinSize(SIDE, SIDE);
        frame.getStyleClass().add("strip-picture");
        Label name = Words.label(String.valueOf(item.file().getFileName()), "strip-name");
        name.setWrapText(true);
        name.setMaxHeight(SIDE);
        VBox words = new VBox(name);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMaxWidth(NAME);
        words.setPrefWidth(NAME);
        HBox content = new HBox(8, frame, words);
        content.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button();
        button.setGraphic(content);
        button.getStyleClass().add("strip-item");
        button.setAccessibleText(name.getText());
        button.setOnAction(e -> choose.accept(item));
        LateTip tip = new LateTip(button, "");
        Runnable show = () -> {
            var picture = item.picture().get();
            view.setImage(picture == null ? null : picture.image());
            String problem = item.problem().get();
            tip.setText(problem.isEmpty() ? item.file().toString() : problem);
            if (!problem.isEmpty()) {
                frame.getChildren().setAll(new FontIcon(Feather.ALERT_TRIANGLE));
            }
        };
        item.picture().addListener((o, before, now) -> show.run());
        item.problem().addListener((o, before, now) -> show.run());
        show.run();
        return button;
    }

    private void mark() {
        Item now = model.current().get();
        int place = model.items().indexOf(now);
        count.setText(
                place < 0
                        ? model.items().size() + " files"
                        : (place + 1) + " of " + model.items().size());
        buttons.forEach((item, button) -> button.pseudoClassStateChanged(CHOSEN, item == now));
        Button chosen = buttons.get(now);
        if (chosen != null) {
            layout();
            double beyond = row.getWidth() - scroll.getViewportBounds().getWidth();
            if (beyond > 0) {
                double middle = chosen.getLayoutX()
                        + chosen.getWidth() / 2
                        - scroll.getViewportBounds().getWidth() / 2;
                scroll.setHvalue(Math.clamp(middle / beyond, 0, 1));
            }
        }
    }
}
