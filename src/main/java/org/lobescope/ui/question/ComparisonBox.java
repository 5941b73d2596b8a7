package org.lobescope.ui.question;

import java.util.ArrayList;
import java.util.List;
import org.lobescope.explain.Preset;
import org.lobescope.session.Comparison;
import org.lobescope.session.Comparison.None;
import org.lobescope.session.Comparison.WithClass;
import org.lobescope.session.Comparison.WithPreset;
import org.lobescope.ui.part.CompactBox;
import org.lobescope.ui.part.Words;

/** What every map is set beside: nothing, another class, the other preset. */
final class ComparisonBox extends CompactBox<Comparison> {
    private final QuestionModel model;

    ComparisonBox(QuestionModel model) {
        super(comparison -> words(comparison, true), comparison -> words(comparison, false));
        this.model = model;
        setId("comparison");
        setAccessibleText("What every map is compared with");
        setTooltip(Words.tip("Two maps of each method side by side: of another class, or with the options of the other"
                + " preset. Crosshair, zoom and all sliders hold for both."));
        whenChosen(model.comparison()::set);
        model.comparison().addListener((o, before, now) -> follow());
        model.classifier().addListener((o, before, now) -> follow());
        model.classIndex().addListener((o, before, now) -> follow());
        model.preset().addListener((o, before, now) -> follow());
        follow();
    }

    private void follow() {
        List<Comparison> items = new ArrayList<>();
        items.add(Comparison.NONE);
        model.classes().stream()
                .filter(name -> !name.equals(model.className()))
                .forEach(name -> items.add(new WithClass(name)));
        for (Preset preset : List.of(Preset.REFERENCE, Preset.PAPER)) {
            if (preset != model.preset().get()) {
                items.add(new WithPreset(preset));
            }
        }
        Comparison now = model.comparison().get();
        quietly(() -> {
            if (!getItems().equals(items)) {
                getItems().setAll(items);
            }
            setValue(now);
        });
    }

    private static String words(Comparison comparison, boolean button) {
        return switch (comparison) {
            case None _ -> button ? "Compare …" : "one map of each method";
            case WithClass with -> (button ? "with " : "with the class ") + with.name();
            case WithPreset with -> (button ? "with " : "with the preset ") + Comparison.words(with.preset());
        };
    }
}
