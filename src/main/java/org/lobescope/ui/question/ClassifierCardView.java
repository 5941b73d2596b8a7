package org.lobescope.ui.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ModelCard;
import org.lobescope.ui.part.Words;

/** What has to be known about a classifier: data, accuracy, input, licence. */
public final class ClassifierCardView extends VBox {
    /** The card of a classifier. */
    public ClassifierCardView(Classifier classifier) {
        getStyleClass().add("classifier-card");
        ModelCard card = classifier.card();
        getChildren().add(Words.label(card.name(), "card-title"));
        if (!card.description().isEmpty()) {
            getChildren().add(Words.paragraph(card.description()));
        }
        GridPane facts = new GridPane(14, 6);
        facts.getStyleClass().add("card-facts");
        for (String[] fact : facts(classifier)) {
            var name = Words.quiet(fact[0]);
            name.setMinWidth(Region.USE_PREF_SIZE);
            facts.addRow(facts.getRowCount(), name, Words.paragraph(fact[1]));
        }
        getChildren().add(facts);
        classifier.graph().closed().ifPresent(program -> {
            getChildren().add(Words.caption("RUN BY PYTORCH ITSELF"));
            getChildren().add(Words.paragraph(program.warning(), "card-line"));
            getChildren().add(Words.paragraph("Layers: " + program.layers() + ".", "card-line"));
        });
        if (!card.doubts().isEmpty()) {
            getChildren().add(Words.caption("WHAT THE CARD LEAVES OPEN"));
            card.doubts().forEach(doubt -> getChildren().add(Words.paragraph(doubt, "card-line")));
        }
    }

    private static List<String[]> facts(Classifier classifier) {
        ModelCard card = classifier.card();
        List<String[]> facts = new ArrayList<>();
        add(facts, "Classes", String.join(", ", card.classes()));
        add(facts, "Input", classifier.graph().input() + " (channels × rows × columns)");
        add(facts, "Trained on", card.training().data());
        card.training()
                .pixelScale()
                .ifPresent(scale -> add(facts, "Pixel scale", String.format(Locale.ROOT, "%.3g″", scale)));
        card.test().accuracy().ifPresent(a -> add(facts, "Accuracy", String.format(Locale.ROOT, "%.1f %%", 100 * a)));
        add(facts, "Tested on", card.test().data());
        add(facts, "Licence", card.licence());
        add(facts, "Cite", card.citation());
        add(facts, "Name in files", classifier.id());
        return facts;
    }

    private static void add(List<String[]> facts, String name, String value) {
        if (!value.isBlank()) {
            facts.add(new String[] {name, value});
        }
    }
}
