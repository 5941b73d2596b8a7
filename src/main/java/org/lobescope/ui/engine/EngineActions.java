package org.lobescope.ui.engine;

/** What a person can do about the PyTorch that computes. */
public interface EngineActions {
    /** Asks for a folder with a PyTorch, tries it and takes it. */
    void chooseFolder();

    /** Looks for a GPU and for what there is to download, and asks. */
    void offerDownload();

    /** Does not want the download after all. */
    void decline();

    /** Downloads what was offered, tries it and takes it. */
    void download();

    /** Stops the download; what has come stays. */
    void stop();

    /** Goes back to the program's own PyTorch. */
    void useOwn();

    /** Deletes what was downloaded. */
    void remove();
}
