package org.lobescope.ui.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.ui.part.CompactBox;
import org.lobescope.ui.part.Words;

/** The number that is explained: a logit, a probability, a difference, or the one that the preset takes. */
final class ScoreBox extends CompactBox<Optional<Target.Kind>> {
    private final QuestionModel model;

    ScoreBox(QuestionModel model) {
        super(kind -> words(model, kind));
        this.model = model;
        setId("score");
        setAccessibleText("The score that is explained");
        setTooltip(Words.tip("The number that is explained. logit: the class's logit. probability: its softmax"
                + " probability. difference: its logit minus the largest other. As the preset has it: Score-CAM always"
                + " takes the probability; in the Paper preset the gradient and path methods do, too."));
        whenChosen(model.kind()::set);
        model.preset().addListener((o, before, now) -> build());
        model.kind().addListener((o, before, now) -> build());
        build();
    }

    private static Target.Kind own(QuestionModel model) {
        return Presets.defaultTarget(MethodId.VANILLA_GRADIENT, model.preset().get());
    }

    private static String words(QuestionModel model, Optional<Target.Kind> kind) {
        return kind.map(Target.Kind::id).orElseGet(() -> own(model).id() + " (preset)");
    }

    /** Without the word that it is the preset's; the list has it. */
    void setNarrow(boolean narrow) {
        show(narrow ? kind -> kind.orElseGet(() -> own(model)).id() : kind -> words(model, kind));
    }

    private void build() {
        List<Optional<Target.Kind>> kinds = new ArrayList<>(List.of(Optional.empty()));
        for (Target.Kind kind : Target.Kind.values()) {
            kinds.add(Optional.of(kind));
        }
        quietly(() -> {
            getItems().setAll(kinds);
            setValue(model.kind().get());
            reword();
        });
    }
}
