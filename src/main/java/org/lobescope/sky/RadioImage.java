package org.lobescope.sky;

import java.util.List;
import java.util.Optional;

/**
 * One plane of a radio image.
 *
 * <p>Orientation, everywhere in Lobescope: row 0 is row 0 of the file's array and is drawn at the bottom. That is the
 * FITS rule; PNG files of radio surveys (MiraBest) keep it, so pictures follow it too.
 *
 * @param name for people: the file's name, without folders
 * @param width pixels per row (NAXIS1)
 * @param height number of rows (NAXIS2)
 * @param pixels height x width, row 0 first; NaN where the image is blank
 * @param unit of the pixels as the file has it ({@code Jy/beam}); empty where it has none
 * @param depth how the file stored the pixels
 * @param wcs world coordinates, where the file has them
 * @param beam where the file tells it
 * @param header the cards of the header, in order; empty for pictures
 * @param notes what a person has to know about how the file was read (plane of a cube, part of a large image, colours
 *     made grey, header cards that could not be used), one sentence each
 */
@SuppressWarnings("ArrayRecordComponent")
public record RadioImage(
        String name,
        int width,
        int height,
        float[] pixels,
        String unit,
        Depth depth,
        Optional<Wcs> wcs,
        Optional<Beam> beam,
        List<HeaderCard> header,
        List<String> notes) {
    public RadioImage {
        if (pixels.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + " pixels are not " + pixels.length);
        }
        header = List.copyOf(header);
        notes = List.copyOf(notes);
    }

    /** An image about which there is nothing to say. */
    public RadioImage(
            String name,
            int width,
            int height,
            float[] pixels,
            String unit,
            Depth depth,
            Optional<Wcs> wcs,
            Optional<Beam> beam,
            List<HeaderCard> header) {
        this(name, width, height, pixels, unit, depth, wcs, beam, header, List.of());
    }

    /** The same image with other values in its pixels. */
    public RadioImage withPixels(float[] changed) {
        return new RadioImage(name, width, height, changed, unit, depth, wcs, beam, header, notes);
    }

    /** How the file stored the pixels. */
    public enum Depth {
        /** Physical values, as FITS files have them. */
        PHYSICAL,
        /** Grey levels 0..255 of a picture. */
        GREY_8_BIT,
        /** Grey levels 0..65535 of a picture. */
        GREY_16_BIT
    }

    /** The value at column x, row y. */
    public float at(int x, int y) {
        return pixels[y * width + x];
    }

    /** The number of blank pixels. */
    public int blanks() {
        int blanks = 0;
        for (float pixel : pixels) {
            if (Float.isNaN(pixel)) {
                blanks++;
            }
        }
        return blanks;
    }
}
