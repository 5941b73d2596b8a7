package org.lobescope.ui;

import org.lobescope.ui.figure.FigureActions;
import org.lobescope.ui.question.QuestionActions;
import org.lobescope.ui.source.SourceActions;
import org.lobescope.ui.tile.TileActions;

/** What a person can do in the window. */
public interface ExplorerActions extends QuestionActions, TileActions, SourceActions, FigureActions {
    /** Stops everything that is being computed; what is finished stays. */
    void stop();
}
