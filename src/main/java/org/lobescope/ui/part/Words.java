package org.lobescope.ui.part;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.util.Duration;

/** Labels in the window's type sizes; the style sheet says what they look like. */
public final class Words {
    private static final Duration TOOLTIP_DELAY = Duration.millis(350);

    private Words() {}

    /** Ordinary text. */
    public static Label plain(String text) {
        return label(text, "words");
    }

    /** Text that explains, quieter. */
    public static Label quiet(String text) {
        return label(text, "words", "quiet");
    }

    /** The title of a part, small capitals by size and colour. */
    public static Label caption(String text) {
        return label(text, "caption");
    }

    /** Text of several lines. */
    public static Label paragraph(String text, String... styles) {
        Label label = label(text, "words");
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        return label;
    }

    /** A label with these style classes. */
    public static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** How wide a line of text is in that type, px. */
    public static double width(String text, Font font) {
        Text line = new Text(text);
        line.setFont(font);
        return Math.ceil(line.getLayoutBounds().getWidth());
    }

    /** A tooltip that comes soon and wraps. */
    public static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setShowDelay(TOOLTIP_DELAY);
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        return tip;
    }
}
