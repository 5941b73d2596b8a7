package org.lobescope.ui.display;

import org.lobescope.ui.part.CompactBox;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.BlinkModel;

/** How the maps are compared with the image under them. */
final class CompareBox extends CompactBox<CompareBox.Way> {
    /** Ways to compare. */
    enum Way {
        STEADY("steady"),
        BLINK("blink"),
        CURTAIN("curtain");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    private final BlinkModel model;

    CompareBox(BlinkModel model) {
        super(way -> way.words);
        this.model = model;
        setId("compare");
        getStyleClass().add("small");
        getItems().setAll(Way.values());
        setAccessibleText("How maps are compared with the image");
        setTooltip(
                Words.tip("Steady; blink: maps come and go by themselves (B); curtain: maps only left of the crosshair"
                        + " (V)."));
        whenChosen(this::take);
        model.blinking().addListener((o, before, now) -> follow());
        model.curtain().addListener((o, before, now) -> follow());
        follow();
    }

    private void take(Way way) {
        model.blinking().set(way == Way.BLINK);
        model.curtain().set(way == Way.CURTAIN);
    }

    private void follow() {
        follow(model.blinking().get() ? Way.BLINK : model.curtain().get() ? Way.CURTAIN : Way.STEADY);
    }
}
