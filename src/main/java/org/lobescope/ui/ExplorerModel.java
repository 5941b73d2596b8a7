package org.lobescope.ui;

import org.lobescope.ui.adding.AddingModel;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.figure.FigureModel;
import org.lobescope.ui.layer.LayerModel;
import org.lobescope.ui.notice.NoticeModel;
import org.lobescope.ui.picture.BlinkModel;
import org.lobescope.ui.picture.CrosshairModel;
import org.lobescope.ui.picture.ZoomModel;
import org.lobescope.ui.preferences.PreferencesModel;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.samp.SampModel;
import org.lobescope.ui.session.SessionModel;
import org.lobescope.ui.source.ImageDisplayModel;
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.start.StartModel;
import org.lobescope.ui.status.StatusModel;
import org.lobescope.ui.strip.StripModel;
import org.lobescope.ui.tile.TilesModel;
import org.lobescope.ui.tour.TourModel;
import org.lobescope.ui.undo.UndoModel;

/**
 * The state of the window, all of it, one model per part. Nothing else holds state; none of it is a control.
 *
 * @param start what can be opened
 * @param source the image
 * @param question what is asked
 * @param tiles the answers
 * @param layers where the layer methods look
 * @param display how maps are drawn
 * @param imageDisplay how the image is drawn
 * @param undo what can be taken back of these two
 * @param crosshair shared by all pictures
 * @param zoom shared by all pictures
 * @param preferences what a person has set
 * @param tour the tour of the first start
 * @param samp whether other programs are there
 * @param strip files that were opened together
 * @param blink how maps are compared with the image under them
 * @param figure how the figure is made up
 * @param adding a network file that is to become a classifier
 * @param session which session file it is
 * @param status the status bar
 * @param notices messages
 */
public record ExplorerModel(
        StartModel start,
        SourceModel source,
        QuestionModel question,
        TilesModel tiles,
        LayerModel layers,
        DisplayModel display,
        ImageDisplayModel imageDisplay,
        UndoModel undo,
        CrosshairModel crosshair,
        ZoomModel zoom,
        PreferencesModel preferences,
        TourModel tour,
        SampModel samp,
        StripModel strip,
        BlinkModel blink,
        FigureModel figure,
        AddingModel adding,
        SessionModel session,
        StatusModel status,
        NoticeModel notices) {
    /** The state at the start. */
    public ExplorerModel() {
        this(
                new StartModel(),
                new SourceModel(),
                new QuestionModel(),
                new TilesModel(),
                new LayerModel(),
                new DisplayModel(),
                new ImageDisplayModel(),
                new UndoModel(),
                new CrosshairModel(),
                new ZoomModel(),
                new PreferencesModel(),
                new TourModel(),
                new SampModel(),
                new StripModel(),
                new BlinkModel(),
                new FigureModel(),
                new AddingModel(),
                new SessionModel(),
                new StatusModel(),
                new NoticeModel());
    }
}
