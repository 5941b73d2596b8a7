package org.lobescope.sky;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.Problem;

/**
 * A FITS file (FITS standard 4.0): its images in the primary unit and in extensions, plain, packed by gzip, or
 * compressed in tiles (fpack).
 *
 * <p>Axes of length 1 are left out; of a cube one plane is read at a time. An image of more than {@link
 * ImageEntry#LARGEST} pixels is never read as a whole: a part of it is, around a position that may be chosen.
 */
public final class FitsFile implements ImageFile {
    private final Path path;
    private final boolean gzip;
    private final List<ImageEntry> images;

    private FitsFile(Path path, boolean gzip, List<ImageEntry> images) {
        this.path = path;
        this.gzip = gzip;
        this.images = List.copyOf(images);
    }

    static FitsFile open(Path path, boolean gzip) {
        return withUnits(path, gzip, (in, units) -> {
            List<ImageEntry> images = new ArrayList<>();
            for (FitsHdu unit : units) {
                axes(unit).ifPresent(axes -> images.add(entry(unit, axes)));
            }
            if (images.isEmpty()) {
                throw new Problem(path.getFileName() + " holds no image, only " + contents(units)
                        + "; open the file with the image that belongs to it.");
            }
            return new FitsFile(path, gzip, images);
        });
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<ImageEntry> images() {
        return images;
    }

    @Override
    public int firstPlane(ImageEntry image) {
        if (image.planes() == 1) {
            return 0;
        }
        return withUnits(path, gzip, (in, units) -> {
            FitsHdu unit = units.get(image.hdu());
            FitsPixels pixels = new FitsPixels(in, unit, axes(unit).orElseThrow(), ImageEntry.LARGEST);
            PixelBox box = image.view(image.centre());
            int plane = 0;
            while (FitsImageBuilder.blank(pixels.read(box, plane))) {
                if (++plane == image.planes()) {
                    return 0;
                }
            }
            return plane;
        });
    }

    @Override
    public RadioImage read(ImageEntry image, int plane, PixelPosition centre) {
        return withUnits(path, gzip, (in, units) -> {
            FitsHdu unit = units.get(image.hdu());
            FitsAxes axes = axes(unit).orElseThrow();
            return new FitsImageBuilder(path.getFileName().toString(), images, image, unit, axes, units)
                    .read(in, plane, image.view(centre));
        });
    }

    /** The pixels of any box of one plane; compressed arrays above a size are unpacked only around it. */
    float[] readBox(int hdu, int plane, PixelBox box, long unpackedAtOnce) {
        return withUnits(path, gzip, (in, units) -> {
            FitsHdu unit = units.get(hdu);
            return new FitsPixels(in, unit, axes(unit).orElseThrow(), unpackedAtOnce).read(box, plane);
        });
    }

    private static Optional<FitsAxes> axes(FitsHdu unit) {
        return unit.isArray() ? FitsAxes.of(unit.lengths(), unit.header()) : Optional.empty();
    }

    private static ImageEntry entry(FitsHdu unit, FitsAxes axes) {
        int planes = (int) Math.min(axes.planes(), Integer.MAX_VALUE);
        return new ImageEntry(unit.index(), unit.name(), axes.width(), axes.height(), planes);
    }

    private static String contents(List<FitsHdu> units) {
        List<String> parts = new ArrayList<>();
        for (FitsHdu unit : units) {
            String name = unit.name().isEmpty() ? "" : " " + unit.name();
            if (unit.raw().getBooleanValue("GROUPS", false)) {
                parts.add("visibilities (random groups)");
            } else if (unit.extension().endsWith("TABLE")) {
                parts.add("the table" + name + " in HDU " + unit.index());
            } else if (unit.lengths().length == 1) {
                parts.add("a row of numbers" + name + " in HDU " + unit.index() + " (NAXIS = 1)");
            } else if (unit.index() > 0) {
                parts.add("HDU " + unit.index() + name + " without pixels");
            }
        }
        return parts.isEmpty()
                ? "a header (NAXIS = " + units.getFirst().lengths().length + ")"
                : String.join(", ", parts);
    }

    private interface Work<T> {
        T with(nom.tam.util.FitsFile in, List<FitsHdu> units) throws IOException;
    }

    private static <T> T withUnits(Path path, boolean gzip, Work<T> work) {
        try (UnpackedFile file = gzip ? UnpackedFile.gunzip(path) : UnpackedFile.plain(path);
                nom.tam.util.FitsFile in = new nom.tam.util.FitsFile(file.path().toFile(), "r")) {
            return work.with(in, FitsHdu.all(in, path));
        } catch (EOFException e) {
            throw new Problem(path.getFileName() + " is cut off; copy or download it again.", e);
        } catch (IOException e) {
            throw ImageReader.unreadable(path, e);
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            // What nom-tam-fits throws when it meets damaged data has no common type.
            throw new Problem(
                    path.getFileName() + " holds image data that are damaged or of an unknown kind; copy or download it"
                            + " again.",
                    e);
        }
    }
}
