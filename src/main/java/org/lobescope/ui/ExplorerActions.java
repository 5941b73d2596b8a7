package org.lobescope.ui;

import javafx.scene.Node;
import org.lobescope.ui.adding.AddingController;
import org.lobescope.ui.figure.FigureActions;
import org.lobescope.ui.preferences.PreferencesView;
import org.lobescope.ui.question.QuestionActions;
import org.lobescope.ui.source.SourceActions;
import org.lobescope.ui.strip.StripModel;
import org.lobescope.ui.tile.TileActions;

/** What a person can do in the window. */
public interface ExplorerActions extends QuestionActions, FigureActions, PreferencesView.Actions {
    /** What can be done with the image. */
    SourceActions source();

    /** What can be done with a tile. */
    TileActions tile();

    /** Ends the tour for good. */
    void dismissTour();

    /** Opens one of the files that were opened together. */
    void choose(StripModel.Item item);

    /** Opens the next of them (1) or the one before (-1). */
    void step(int by);

    /** Forgets them; the image that is open stays. */
    void closeStrip();

    /** Stops everything that is being computed; what is finished stays. */
    void stop();

    /** The actions of the page on which a network file becomes a classifier. */
    AddingController adding();

    /** The page on which a person chooses the PyTorch that computes. */
    Node enginePage();

    /** Lets a person choose where explanations are computed. */
    void chooseHome(Node beside);
}
