package org.lobescope.ui.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lobescope.explain.Target;
import org.lobescope.ui.part.LateTip;
import org.lobescope.ui.part.Words;

/** The probability of every class as a bar, the most likely first; a click explains that class. */
final class ProbabilityBars extends VBox {
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final int MOST = 6;

    private final IntConsumer explain;
    private final List<Row> rows = new ArrayList<>();

    ProbabilityBars(IntConsumer explain) {
        this.explain = explain;
        getStyleClass().add("probabilities");
    }

    /** The classifier has not answered yet. */
    void waiting(List<String> classes) {
        makeRows(Math.min(MOST, classes.size()));
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).await(classes.get(i));
        }
    }

    void show(List<String> classes, double[] probabilities) {
        List<Integer> order = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .limit(MOST)
                .toList();
        makeRows(order.size());
        for (int i = 0; i < order.size(); i++) {
            int index = order.get(i);
            rows.get(i).show(Target.className(classes, index), probabilities[index], i == 0, index);
        }
    }

    /** Rows stay when another image comes: a new one is styled and laid out from nothing. */
    private void makeRows(int count) {
        while (rows.size() > count) {
            rows.removeLast();
        }
        while (rows.size() < count) {
            rows.add(new Row());
        }
        if (!getChildren().equals(rows)) {
            getChildren().setAll(rows);
        }
    }

    private final class Row extends VBox {
        private final Label name = Words.label("", "class-name");
        private final Label value = Words.label("", "class-value");
        private final ProgressBar bar = new ProgressBar();
        private final LateTip tip = new LateTip(this, "");
        private int index;

        Row() {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            bar.getStyleClass().add("class-bar");
            bar.setMaxWidth(Double.MAX_VALUE);
            getStyleClass().add("class-row");
            getChildren().addAll(new HBox(name, space, value), bar);
            addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
                if (index >= 0) {
                    explain.accept(index);
                }
            });
        }

        void await(String className) {
            set(className, "…", 0, false, -1);
            tip.setText("");
        }

        void show(String className, double probability, boolean first, int classIndex) {
            set(className, String.format(Locale.ROOT, "%.3f", probability), probability, first, classIndex);
            tip.setText("Click to explain " + className + ".");
        }

        private void set(String className, String number, double fraction, boolean first, int classIndex) {
            index = classIndex;
            name.setText(className);
            value.setText(number);
            bar.setProgress(fraction);
            bar.setAccessibleText(className + " " + number);
            pseudoClassStateChanged(FIRST, first);
        }
    }
}
