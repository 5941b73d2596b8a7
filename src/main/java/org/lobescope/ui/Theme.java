package org.lobescope.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.text.Font;
import org.lobescope.ui.preferences.PreferencesModel;

/** Light or dark: as the system has it until a person chooses. */
public final class Theme {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final Pattern TYPE =
            Pattern.compile("(-fx-font-size: |-fx-(?:min|pref|max)-height: |-fx-icon-size: )(\\d+(?:\\.\\d+)?)px");
    private static final List<String> FONTS = List.of("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf");

    private final ObjectProperty<ColorScheme> scheme =
            new SimpleObjectProperty<>(Platform.getPreferences().getColorScheme());
    private final DoubleProperty textSize = new SimpleDoubleProperty(PreferencesModel.USUAL_SIZE);
    private boolean chosen;

    /** Held here and weakly by the system, which outlives windows. */
    private final ChangeListener<ColorScheme> system = (o, before, now) -> {
        if (!chosen) {
            scheme.set(now);
        }
    };

    /** Follows the system; loads the window's typeface, so that it looks the same everywhere. */
    public Theme() {
        for (String font : FONTS) {
            try (InputStream in = Theme.class.getResourceAsStream("/fonts/" + font)) {
                Font.loadFont(in, 13);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(system));
    }

    /** Light or dark. */
    public ObjectProperty<ColorScheme> scheme() {
        return scheme;
    }

    /** Whether it is dark now. */
    public boolean dark() {
        return scheme.get() == ColorScheme.DARK;
    }

    /** Size of running text, px; all other sizes follow. */
    public DoubleProperty textSize() {
        return textSize;
    }

    /** As the system has it, now and when it changes. */
    public void followSystem() {
        chosen = false;
        scheme.set(Platform.getPreferences().getColorScheme());
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

    /** The style sheet with all type at a size, and the boxes that hold it. */
    private static String sheet(double size) {
        URL resource = Objects.requireNonNull(Theme.class.getResource("/org/lobescope/ui/lobescope.css"));
        if (size == PreferencesModel.USUAL_SIZE) {
            return resource.toExternalForm();
        }
        try (InputStream in = resource.openStream()) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String scaled = TYPE.matcher(css).replaceAll(match -> {
                double px = Double.parseDouble(match.group(2)) * size / PreferencesModel.USUAL_SIZE;
                return match.group(1) + String.format(Locale.ROOT, "%.2fpx", px);
            });
            return "data:text/css;charset=utf-8;base64,"
                    + Base64.getEncoder().encodeToString(scaled.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Dresses a window's root, now and whenever the scheme changes. */
    public void dress(Parent root) {
        root.getStyleClass().add("lobescope");
        root.getStylesheets().add(sheet(textSize.get()));
        textSize.addListener((o, before, now) -> root.getStylesheets().setAll(sheet(now.doubleValue())));
        Runnable apply = () -> {
            Application.setUserAgentStylesheet(
                    dark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
            root.pseudoClassStateChanged(DARK, dark());
        };
        scheme.addListener((o, before, now) -> apply.run());
        apply.run();
    }
}
