package org.lobescope.service.engine;

import java.nio.file.Path;
import java.util.List;

/** What can be done about the PyTorch that computes; each choice holds from the next start on. */
public interface EngineChoice {
    /** What is chosen now; quick. */
    EngineState state();

    /**
     * Takes a PyTorch that a person points at, if it works when it is tried in a process of its own.
     *
     * @return the devices that it computes with
     * @throws org.lobescope.Problem when there is none, or it does not work; what was chosen stays
     */
    List<String> choose(Path folder);

    /** Goes back to the program's own PyTorch; downloads stay on the disk. */
    void forget();

    /** What there is to download; asks the driver of the GPU, which takes a second or two. */
    DownloadProspect prospect();

    /**
     * Downloads, tries and takes a PyTorch for a GPU.
     *
     * @return the devices that it computes with
     * @throws org.lobescope.Problem when it does not come, was stopped, or does not work here; what was chosen stays
     */
    List<String> download(DownloadOffer offer, DownloadWatch watch);

    /**
     * Deletes all downloads; goes back to the program's own PyTorch if one of them was chosen.
     *
     * @return the bytes that are free again
     * @throws org.lobescope.Problem when something could not be deleted
     */
    long remove();
}
