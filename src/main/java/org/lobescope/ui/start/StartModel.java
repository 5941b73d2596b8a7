package org.lobescope.ui.start;

import java.nio.file.Path;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.picture.PixelImage;

/** What can be opened with one click: the simulated samples and what was open before. */
public final class StartModel {
    /**
     * A sample with its picture.
     *
     * @param sample a simulated image that comes with the program
     * @param picture how it looks
     */
    public record Card(Sample sample, PixelImage picture) {}

    private final ObservableList<Card> samples = FXCollections.observableArrayList();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();

    /** The simulated images. */
    public ObservableList<Card> samples() {
        return samples;
    }

    /** Files that were open before, the newest first. */
    public ObservableList<Path> recent() {
        return recent;
    }
}
