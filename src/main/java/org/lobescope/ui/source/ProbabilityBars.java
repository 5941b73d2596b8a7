package org.lobescope.ui.source;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lobescope.explain.Target;
import org.lobescope.ui.part.Words;

/** The probability of every class as a bar, the most likely first; a click explains that class. */
final class ProbabilityBars extends VBox {
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final int MOST = 6;

    private final IntConsumer explain;

    ProbabilityBars(IntConsumer explain) {
        this.explain = explain;
        getStyleClass().add("probabilities");
    }

    /** The classifier has not answered yet. */
    void waiting(List<String> classes) {
        getChildren()
                .setAll(classes.stream()
                        .limit(MOST)
                        .map(name -> row(name, "…", 0, false, -1))
                        .toList());
    }

    void show(List<String> classes, double[] probabilities) {
        List<Integer> order = java.util.stream.IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .limit(MOST)
                .toList();
        getChildren().clear();
        for (int i : order) {
            String name = Target.className(classes, i);
            String number = String.format(Locale.ROOT, "%.3f", probabilities[i]);
            getChildren().add(row(name, number, probabilities[i], i == order.getFirst(), i));
        }
    }

    private VBox row(String name, String number, double fraction, boolean first, int index) {
        Label label = Words.label(name, "class-name");
        Label value = Words.label(number, "class-value");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ProgressBar bar = new ProgressBar(fraction);
        bar.getStyleClass().add("class-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(name + " " + number);
        VBox row = new VBox(new HBox(label, space, value), bar);
        row.getStyleClass().add("class-row");
        row.pseudoClassStateChanged(FIRST, first);
        if (index >= 0) {
            row.setOnMouseClicked(e -> explain.accept(index));
            javafx.scene.control.Tooltip.install(row, Words.tip("Click to explain " + name + "."));
        }
        return row;
    }
}
