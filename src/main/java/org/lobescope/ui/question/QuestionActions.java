package org.lobescope.ui.question;

import java.nio.file.Path;
import javafx.scene.Node;
import org.lobescope.classifier.ClassifierLibrary.Entry;
import org.lobescope.sky.Samples.Sample;

/** What a person can do in the tool bar beside changing the question. */
public interface QuestionActions {
    /** Asks for a file and opens it. */
    void openByDialog();

    /** Asks for a session, or a figure that carries one, and opens it. */
    void openSessionByDialog();

    /** Saves the session to its file; asks for one where there is none. */
    void saveSession();

    /** Asks for a file and saves the session there. */
    void saveSessionAs();

    /** Opens a file. */
    void open(Path file);

    /** Opens a sample. */
    void open(Sample sample);

    /** Lets this classifier look at the image. */
    void choose(Entry classifier);

    /** Asks for a model file and adds it to the classifiers. */
    void addModelByDialog();

    /** Shows the card of the classifier beside a node. */
    void classifierCard(Node beside);

    /** Shows the figure editor. */
    void editFigure();

    /** Asks where to and writes the figure there. */
    void exportByDialog();

    /** Sends the maps to other programs. */
    void sendMaps();

    /** Points other programs at the crosshair. */
    void pointThere();

    /** Takes the last change of the display back. */
    void undo();

    /** Makes the change again that was taken back last. */
    void redo();

    /** Draws image and maps as at the first start. */
    void usualDisplay();

    /** Shows the preferences. */
    void preferences();

    /** Goes from light to dark or back. */
    void switchTheme();

    /** Shows the keys beside a node. */
    void keys(Node beside);
}
