package org.lobescope.sky;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.lobescope.Problem;

/** Makes a {@link RadioImage} of one plane of an array in a FITS file, and notes what a person has to know about it. */
final class FitsImageBuilder {
    private final String file;
    private final List<ImageEntry> images;
    private final ImageEntry image;
    private final FitsHdu unit;
    private final FitsAxes axes;
    private final List<FitsHdu> units;
    private final List<String> notes = new ArrayList<>();

    FitsImageBuilder(
            String file, List<ImageEntry> images, ImageEntry image, FitsHdu unit, FitsAxes axes, List<FitsHdu> units) {
        this.file = file;
        this.images = images;
        this.image = image;
        this.unit = unit;
        this.axes = axes;
        this.units = units;
    }

    RadioImage read(nom.tam.util.FitsFile in, int plane, PixelBox box) throws IOException {
        if (plane >= image.planes() || plane < ImageFile.FIRST_NOT_BLANK) {
            throw new Problem(file + " has " + image.planes() + " planes and no plane " + (plane + 1)
                    + "; choose one from 1 to " + image.planes() + ".");
        }
        FitsPixels source = new FitsPixels(in, unit, axes, ImageEntry.LARGEST);
        int shown = Math.max(plane, 0);
        float[] pixels = source.read(box, shown);
        while (plane == ImageFile.FIRST_NOT_BLANK && blank(pixels) && shown + 1 < image.planes()) {
            shown++;
            pixels = source.read(box, shown);
        }
        if (blank(pixels)) {
            throw allBlank(plane, box);
        }
        if (images.size() > 1) {
            notes.add("The file holds " + images.size() + " images; this is " + image + ".");
        }
        if (image.planes() > 1) {
            String where = axes.describe(shown, unit.header());
            notes.add("Plane " + (shown + 1) + " of " + image.planes() + (where.isEmpty() ? "" : " (" + where + ")")
                    + ".");
        }
        if (!box.covers(image.width(), image.height())) {
            notes.add(
                    "The image has " + image.width() + " x " + image.height() + " pixels; only " + box + " were read.");
        }
        blankInfinities(pixels);
        int[] position = axes.position(shown);
        Optional<Wcs> wcs =
                orNote("No coordinates", header -> CelestialWcs.of(header, axes.column(), axes.row(), position));
        int plane0 = shown;
        Optional<Beam> beam =
                orNote("No beam", header -> Beam.of(header).or(() -> CasaBeams.of(in, units, axes, plane0, header)));
        return new RadioImage(
                file,
                box.width(),
                box.height(),
                pixels,
                unit.header().text("BUNIT").orElse(""),
                RadioImage.Depth.PHYSICAL,
                wcs.map(w -> box.covers(image.width(), image.height()) ? w : w.cut(box.x(), box.y(), 1)),
                beam,
                unit.header().cards(),
                notes);
    }

    /** What the header tells; where a card of it is broken nothing, and a note that says so. */
    private <T> Optional<T> orNote(String without, Function<FitsHeader, Optional<T>> question) {
        try {
            return question.apply(unit.header());
        } catch (Problem e) {
            notes.add(without + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void blankInfinities(float[] pixels) {
        int infinite = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (Float.isInfinite(pixels[i])) {
                pixels[i] = Float.NaN;
                infinite++;
            }
        }
        if (infinite > 0) {
            notes.add(infinite + " infinite pixels are taken as blank.");
        }
    }

    static boolean blank(float[] pixels) {
        for (float pixel : pixels) {
            if (Float.isFinite(pixel)) {
                return false;
            }
        }
        return true;
    }

    private Problem allBlank(int plane, PixelBox box) {
        String what = plane >= 0 && image.planes() > 1
                ? "plane " + (plane + 1)
                : image.planes() > 1 ? "all " + image.planes() + " planes" : "the image";
        String part = box.covers(image.width(), image.height()) ? "" : " within " + box;
        return new Problem(String.format(
                Locale.ROOT,
                "%s, HDU %d: %s has no pixel with a value%s (all are blank); choose another image%s.",
                file,
                image.hdu(),
                what,
                part,
                part.isEmpty() ? "" : " or another part"));
    }
}
