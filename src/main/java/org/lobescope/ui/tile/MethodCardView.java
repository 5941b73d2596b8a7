package org.lobescope.ui.tile;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodCard;
import org.lobescope.explain.Note;
import org.lobescope.explain.Option;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Words;

/** What a person should know of a method and of its answer: formula, options, caveats, numbers, sources. */
public final class MethodCardView extends VBox {
    /**
     * The card of a method, with its answer where there is one.
     *
     * @param change shows the options beside a node, to be changed; null where they follow from elsewhere
     */
    public MethodCardView(Method method, @Nullable Explanation answer, @Nullable Consumer<Node> change) {
        getStyleClass().add("method-card");
        MethodCard card = method.card();
        getChildren().add(Words.label(method.id().title(), "card-title"));
        getChildren().add(Words.paragraph(card.idea()));
        getChildren().add(Words.paragraph(card.formula().strip(), "formula"));
        if (answer != null) {
            paragraphs("This map", numbers(answer));
            paragraphs(
                    "Read it with care", answer.notes().stream().map(Note::text).toList());
        }
        paragraphs("Options as they are set", options(method));
        if (change != null && !method.options().isEmpty()) {
            Button button = new Button("Change options …", new FontIcon(Feather.SLIDERS));
            button.setOnAction(e -> change.accept(button));
            getChildren().add(button);
        }
        paragraphs("Cost", List.of(card.cost()));
        paragraphs("Caveats", card.caveats());
        paragraphs("Sources", card.sources());
    }

    private void paragraphs(String title, List<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        getChildren().add(Words.caption(title.toUpperCase(Locale.ROOT)));
        VBox lines = new VBox();
        lines.getStyleClass().add("card-lines");
        for (String text : texts) {
            lines.getChildren().add(Words.paragraph(text, "card-line"));
        }
        getChildren().add(lines);
    }

    private static List<String> numbers(Explanation answer) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        double sum = 0;
        for (float v : answer.map()) {
            low = Math.min(low, v);
            high = Math.max(high, v);
            sum += v;
        }
        String range = Numbers.brief(low) + " to " + Numbers.brief(high) + ", sum " + Numbers.brief(sum) + ", "
                + Numbers.seconds(answer.seconds());
        String layer = answer.layer()
                .map(l -> "Layer " + l.name() + ", " + l.height() + " × " + l.width() + " pixels, " + l.channels()
                        + " channels")
                .orElse("");
        String complete = answer.completeness()
                .map(c -> "Completeness: the map adds up to " + Numbers.brief(c.sum()) + ", the score changes by "
                        + Numbers.brief(c.scoreChange()) + " (error " + Numbers.brief(c.error()) + ")")
                .orElse("");
        return List.of(range, layer, complete).stream()
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static List<String> options(Method method) {
        return method.options().stream()
                .map(o -> o.label() + ": " + OptionText.value(o))
                .toList();
    }

    /** The options that a person would name first, in one line. */
    public static String summary(Method method) {
        return String.join(
                " · ",
                method.optionsInUse().stream()
                        .limit(4)
                        .map((Option o) -> o.label() + " " + OptionText.value(o))
                        .toList());
    }
}
