package org.lobescope.sky;

import java.nio.file.Path;
import java.util.List;

/**
 * An image in memory that stands for a file.
 *
 * @param path of the file that it stands for
 * @param image what is read
 */
public record HeldImage(Path path, RadioImage image) implements ImageFile {
    @Override
    public List<ImageEntry> images() {
        return List.of(new ImageEntry(0, "", image.width(), image.height(), 1));
    }

    @Override
    public int firstPlane(ImageEntry entry) {
        return 0;
    }

    @Override
    public RadioImage read(ImageEntry entry, int plane, PixelPosition centre) {
        return image;
    }
}
