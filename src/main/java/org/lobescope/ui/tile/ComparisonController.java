package org.lobescope.ui.tile;

import java.util.List;
import org.lobescope.explain.Preset;
import org.lobescope.session.Comparison;
import org.lobescope.session.Comparison.WithClass;
import org.lobescope.session.Comparison.WithPreset;
import org.lobescope.ui.question.QuestionModel;

/** Sets the counterparts of all tiles as the comparison asks for, and keeps it one of two different things. */
public final class ComparisonController {
    private final QuestionModel question;
    private final TilesModel tiles;

    /** Follows the question from now on. */
    public ComparisonController(QuestionModel question, TilesModel tiles) {
        this.question = question;
        this.tiles = tiles;
        question.comparison().addListener((o, before, now) -> follow());
        question.classifier()
                .addListener((o, before, now) -> differ(-1, question.preset().get()));
        question.classIndex()
                .addListener(
                        (o, before, now) -> differ(before, question.preset().get()));
        question.preset().addListener((o, before, now) -> differ(-1, before));
        for (TileModel tile : tiles.all()) {
            tile.method().addListener((o, before, now) -> set(tile));
        }
    }

    /**
     * Compares with something else where what is explained became the same: with what was explained before, if it can be.
     *
     * @param classBefore -1: none
     */
    private void differ(int classBefore, Preset presetBefore) {
        List<String> classes = question.classes();
        Comparison fresh = switch (question.comparison().get()) {
            case WithClass with
            when with.name().equals(question.className()) || !classes.contains(with.name()) ->
                another(classBefore, classes);
            case WithPreset with when with.preset() == question.preset().get() -> new WithPreset(presetBefore);
            case Comparison same -> same;
        };
        question.comparison().set(fresh);
        follow();
    }

    private Comparison another(int classBefore, List<String> classes) {
        String now = question.className();
        if (classBefore >= 0
                && classBefore < classes.size()
                && !classes.get(classBefore).equals(now)) {
            return new WithClass(classes.get(classBefore));
        }
        return classes.stream()
                .filter(name -> !name.equals(now))
                .findFirst()
                .<Comparison>map(WithClass::new)
                .orElse(Comparison.NONE);
    }

    private void follow() {
        tiles.all().forEach(this::set);
        tiles.comparing().set(question.comparison().get().pairs());
    }

    private void set(TileModel own) {
        Comparison comparison = question.comparison().get();
        TileModel beside = tiles.counterparts().get(own.id().ordinal());
        beside.method().set(comparison.counterpart(own.method().get()));
        own.side().set(comparison.first(question.className(), question.preset().get()));
        beside.side().set(comparison.second());
    }
}
