package org.lobescope.sky;

import java.nio.file.Path;
import java.util.List;

/**
 * A file with one or more images. It is described when it is opened and read anew at each call; nothing stays open.
 *
 * <p>Every call throws {@link org.lobescope.Problem} where the file cannot be read.
 */
public sealed interface ImageFile permits FitsFile, PictureFile, HeldImage {
    /** Where it is. */
    Path path();

    /** The images in it, at least one. */
    List<ImageEntry> images();

    /** The first image; of a cube the first plane that is not blank; of a very large image the middle. */
    default RadioImage read() {
        ImageEntry first = images().getFirst();
        return read(first, FIRST_NOT_BLANK, first.centre());
    }

    /** The first plane of an image that has a finite pixel, from 0; 0 where all are blank. */
    int firstPlane(ImageEntry image);

    /** Stands for the first plane that has a finite pixel. */
    int FIRST_NOT_BLANK = -1;

    /**
     * One plane of one image.
     *
     * @param image one of {@link #images()}
     * @param plane from 0, or {@link #FIRST_NOT_BLANK}
     * @param centre around which a very large image is cut out; of no effect on others
     */
    RadioImage read(ImageEntry image, int plane, PixelPosition centre);
}
