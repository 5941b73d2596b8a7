package org.lobescope.ui.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.source.ImageDisplayModel;

/** The levels of the image's contours, in multiples of its noise; what can't be is said, and the levels stay. */
final class ContourLevels extends VBox {
    private static final int MOST = 40;

    private final ImageDisplayModel model;
    private final TextField field = new TextField();
    private final Label wrong = Words.paragraph("", "wrong");

    ContourLevels(ImageDisplayModel model) {
        this.model = model;
        setSpacing(4);
        field.setId("contour-levels");
        field.setAccessibleText("Levels of the contours in multiples of the noise");
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(8, Words.quiet("Levels"), field, Words.quiet("σ"));
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, wrong);
        field.setOnAction(e -> take());
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                take();
            }
        });
        model.contourLevels().addListener((o, before, now) -> show());
        show();
    }

    private void show() {
        field.setText(model.contourLevels().get().stream().map(Numbers::trimmed).collect(Collectors.joining(", ")));
        Seen.say(wrong, "");
    }

    private void take() {
        try {
            List<Double> levels = Arrays.stream(field.getText().strip().split("[,;\\s]+"))
                    .map(Double::valueOf)
                    .filter(level -> level != 0 && Double.isFinite(level))
                    .sorted()
                    .distinct()
                    .toList();
            if (levels.isEmpty() || levels.size() > MOST) {
                Seen.say(wrong, "Give 1 to " + MOST + " levels, such as 3, 6, 12.");
            } else {
                model.contourLevels().set(levels);
                show();
            }
        } catch (NumberFormatException e) {
            Seen.say(wrong, "Give numbers, such as 3, 6, 12.");
        }
    }
}
