package org.lobescope.ui.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lobescope.sky.ImageEntry;
import org.lobescope.sky.Samples.Sample;

/**
 * Where an image came from, so that it can be read again.
 *
 * @param file that holds it; empty for a sample
 * @param sample that comes with the program; empty for a file
 * @param images that the file holds; empty for a sample
 * @param image the one of them that is shown; empty for a sample
 * @param plane of a cube, from 0
 */
public record Place(
        Optional<Path> file, Optional<Sample> sample, List<ImageEntry> images, Optional<ImageEntry> image, int plane) {
    public Place {
        images = List.copyOf(images);
    }

    /** A sample. */
    public static Place of(Sample sample) {
        return new Place(Optional.empty(), Optional.of(sample), List.of(), Optional.empty(), 0);
    }

    /** One plane of one of the images of a file. */
    public static Place of(Path file, List<ImageEntry> images, ImageEntry image, int plane) {
        return new Place(Optional.of(file), Optional.empty(), images, Optional.of(image), plane);
    }

    /** For people: the file's path, or which sample it is. */
    public String words() {
        return file.map(Path::toString)
                .orElseGet(
                        () -> sample.map(s -> "simulated sample: " + s.title()).orElse(""));
    }

    /** The file's name or the sample's title. */
    public String brief() {
        return file.map(f -> String.valueOf(f.getFileName()))
                .orElseGet(() -> sample.map(Sample::title).orElse(""));
    }

    /** How many planes the image has; 1 unless it is a cube. */
    public int planes() {
        return image.map(ImageEntry::planes).orElse(1);
    }

    /** Whether it is another plane, or the same, of the same image. */
    public boolean sameImage(Place other) {
        return file.equals(other.file) && sample.equals(other.sample) && image.equals(other.image);
    }
}
