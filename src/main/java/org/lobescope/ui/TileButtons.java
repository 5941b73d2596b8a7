package org.lobescope.ui;

import atlantafx.base.controls.Popover;
import javafx.scene.Node;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Presets;
import org.lobescope.session.Comparison;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.tile.MethodCardView;
import org.lobescope.ui.tile.OptionsView;
import org.lobescope.ui.tile.TileActions;
import org.lobescope.ui.tile.TileModel;
import org.lobescope.ui.tile.TilesController;
import org.lobescope.ui.tile.TilesModel;

/** What the buttons of a tile do: some of it in the tiles, some in pop-overs beside the button. */
final class TileButtons implements TileActions {
    private final TilesController tiles;
    private final TilesModel model;
    private final QuestionModel question;
    private final PopOvers pops;

    TileButtons(TilesController tiles, TilesModel model, QuestionModel question, PopOvers pops) {
        this.tiles = tiles;
        this.model = model;
        this.question = question;
        this.pops = pops;
    }

    @Override
    public void enlarge(TileModel tile) {
        model.toggle(tile);
    }

    @Override
    public void again(TileModel tile) {
        tiles.again(tile);
    }

    @Override
    public boolean canShowSigned(TileModel tile) {
        return TilesController.signed(model.of(tile.id())).isPresent()
                && !(tile.counterpart() && question.comparison().get() instanceof Comparison.WithPreset);
    }

    @Override
    public void card(TileModel tile, Node beside) {
        TileModel.Shown shown = tile.shown().get();
        Explanation answer = shown == null ? null : shown.explanation();
        pops.show(
                new MethodCardView(
                        tile.method().get(), answer, tile.counterpart() ? null : node -> options(tile, beside)),
                beside,
                Popover.ArrowLocation.TOP_CENTER);
    }

    @Override
    public void options(TileModel tile, Node beside) {
        var preset = question.preset().get();
        OptionsView options = new OptionsView(tile, Presets.method(tile.id(), preset), QuestionModel.words(preset));
        pops.show(options, beside, Popover.ArrowLocation.TOP_CENTER);
    }
}
