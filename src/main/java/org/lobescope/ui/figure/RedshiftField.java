package org.lobescope.ui.figure;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.lobescope.figure.Cosmology;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;

/** The redshift of the source, with which scale bars tell kiloparsecs; what can't be is said, and the last one stays. */
final class RedshiftField extends VBox {
    private final FigureModel model;
    private final TextField field = new TextField();
    private final Label wrong = Words.paragraph("", "wrong");

    RedshiftField(FigureModel model) {
        this.model = model;
        setSpacing(4);
        field.setId("figure-redshift");
        field.setPromptText("not given");
        field.setPrefColumnCount(6);
        field.setAccessibleText("Redshift of the source");
        field.setTooltip(
                Words.tip("The scale bar then tells kiloparsecs as well, in a flat universe with H0 = 70 km/s/Mpc"
                        + " and Ωm = 0.3. Empty for none; another image begins without."));
        field.setOnAction(e -> take());
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                take();
            }
        });
        HBox row = new HBox(8, Words.quiet("Redshift"), field);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, wrong);
        model.options().addListener((o, before, now) -> {
            if (before.redshift() != now.redshift()) {
                show();
            }
        });
        show();
    }

    private void show() {
        double z = model.options().get().redshift();
        field.setText(z > 0 ? Numbers.plain(z) : "");
        Seen.say(wrong, "");
    }

    private void take() {
        String text = field.getText().strip();
        try {
            double z = text.isEmpty() ? 0 : Double.parseDouble(text);
            if (z >= 0 && z <= Cosmology.FARTHEST) {
                model.change(options -> options.withRedshift(z));
                Seen.say(wrong, "");
                return;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        Seen.say(wrong, "Give a redshift from 0 to " + Numbers.plain(Cosmology.FARTHEST) + ", such as 0.053.");
    }
}
