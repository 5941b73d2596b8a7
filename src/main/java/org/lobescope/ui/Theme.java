package org.lobescope.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.text.Font;

/** Light or dark: as the system has it until a person chooses. */
public final class Theme {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final List<String> FONTS = List.of("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf");

    private final ObjectProperty<ColorScheme> scheme =
            new SimpleObjectProperty<>(Platform.getPreferences().getColorScheme());
    private boolean chosen;

    /** Follows the system; loads the window's typeface, so that it looks the same everywhere. */
    public Theme() {
        for (String font : FONTS) {
            try (InputStream in = Theme.class.getResourceAsStream("/fonts/" + font)) {
                Font.loadFont(in, 13);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        Platform.getPreferences().colorSchemeProperty().addListener((o, before, now) -> {
            if (!chosen) {
                scheme.set(now);
            }
        });
    }

    /** Light or dark. */
    public ObjectProperty<ColorScheme> scheme() {
        return scheme;
    }

    /** Whether it is dark now. */
    public boolean dark() {
        return scheme.get() == ColorScheme.DARK;
    }

    /** A person chooses. */
    public void choose(ColorScheme wanted) {
        chosen = true;
        scheme.set(wanted);
    }

    /** From light to dark or back. */
    public void toggle() {
        choose(dark() ? ColorScheme.LIGHT : ColorScheme.DARK);
    }

    /** Dresses a window's root, now and whenever the scheme changes. */
    public void dress(Parent root) {
        root.getStyleClass().add("lobescope");
        root.getStylesheets()
                .add(Objects.requireNonNull(Theme.class.getResource("/org/lobescope/ui/lobescope.css"))
                        .toExternalForm());
        Runnable apply = () -> {
            Application.setUserAgentStylesheet(
                    dark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
            root.pseudoClassStateChanged(DARK, dark());
        };
        scheme.addListener((o, before, now) -> apply.run());
        apply.run();
    }
}
