package org.lobescope.ui;

import javafx.scene.Node;
import org.lobescope.ui.question.QuestionActions;
import org.lobescope.ui.source.CutOutActions;
import org.lobescope.ui.tile.TileActions;

/** What a person can do in the window. */
public interface ExplorerActions extends QuestionActions, TileActions, CutOutActions {
    /** Stops everything that is being computed; what is finished stays. */
    void stop();

    /** Lets a person choose where explanations are computed. */
    void chooseHome(Node beside);
}
