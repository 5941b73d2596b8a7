package org.lobescope.sky;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.lobescope.Problem;

/**
 * A PNG or JPEG picture. Its grey levels become the pixels, row 0 of the file row 0 of the image; colours become
 * their luminance (Rec. 601), pixels that are wholly transparent become blank.
 */
public final class PictureFile implements ImageFile {
    private final Path path;
    private final ImageEntry entry;

    private PictureFile(Path path, ImageEntry entry) {
        this.path = path;
        this.entry = entry;
    }

    static PictureFile open(Path path) {
        return with(
                path,
                reader -> new PictureFile(path, new ImageEntry(0, "", reader.getWidth(0), reader.getHeight(0), 1)));
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<ImageEntry> images() {
        return List.of(entry);
    }

    @Override
    public int firstPlane(ImageEntry image) {
        return 0;
    }

    @Override
    public RadioImage read(ImageEntry image, int plane, PixelPosition centre) {
        PixelBox box = entry.view(centre);
        return with(path, reader -> {
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceRegion(new java.awt.Rectangle(box.x(), box.y(), box.width(), box.height()));
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            BufferedImage picture = reader.read(0, part);
            if (warnings.stream().anyMatch(w -> w.contains("Truncated") || w.contains("Premature"))) {
                throw cutOff(path, null);
            }
            return image(picture, box);
        });
    }

    private RadioImage image(BufferedImage picture, PixelBox box) {
        List<String> notes = new ArrayList<>();
        if (!box.covers(entry.width(), entry.height())) {
            notes.add("The picture has " + entry.width() + " x " + entry.height() + " pixels; only " + box
                    + " were read.");
        }
        boolean deep = picture.getSampleModel().getSampleSize(0) == 16;
        float[] pixels = new Levels(picture, notes).pixels();
        return new RadioImage(
                path.getFileName().toString(),
                box.width(),
                box.height(),
                pixels,
                "",
                deep ? RadioImage.Depth.GREY_16_BIT : RadioImage.Depth.GREY_8_BIT,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                notes);
    }

    /** The grey levels of a picture, taken from its samples as they are stored: no colour management. */
    private static final class Levels {
        private final BufferedImage picture;
        private final List<String> notes;
        private boolean coloured;
        private int transparent;

        Levels(BufferedImage picture, List<String> notes) {
            this.picture = picture;
            this.notes = notes;
        }

        float[] pixels() {
            int width = picture.getWidth();
            float[] pixels = new float[width * picture.getHeight()];
            Raster raster = picture.getRaster();
            ColorModel colors = picture.getColorModel();
            int opaque = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
            int[] row = new int[width * raster.getNumBands()];
            int[] sample = new int[raster.getNumBands()];
            for (int y = 0; y < picture.getHeight(); y++) {
                raster.getPixels(0, y, width, 1, row);
                for (int x = 0; x < width; x++) {
                    System.arraycopy(row, x * sample.length, sample, 0, sample.length);
                    pixels[y * width + x] = colors instanceof IndexColorModel palette
                            ? level(
                                    palette.getRed(sample[0]),
                                    palette.getGreen(sample[0]),
                                    palette.getBlue(sample[0]),
                                    palette.getAlpha(sample[0]))
                            : level(sample, opaque);
                }
            }
            if (coloured) {
                notes.add("The picture is in colour; its luminance (0.299 R + 0.587 G + 0.114 B) is used.");
            }
            if (transparent > 0) {
                notes.add(transparent + " transparent pixels are taken as blank.");
            }
            return pixels;
        }

        private float level(int[] s, int opaque) {
            return switch (s.length) {
                case 1 -> s[0];
                case 2 -> level(s[0], s[0], s[0], s[1]);
                case 3 -> level(s[0], s[1], s[2], opaque);
                default -> level(s[0], s[1], s[2], s[3]);
            };
        }

        private float level(int red, int green, int blue, int alpha) {
            if (alpha == 0) {
                transparent++;
                return Float.NaN;
            }
            coloured |= red != green || green != blue;
            return (float) ((299L * red + 587L * green + 114L * blue) / 1000.0);
        }
    }

    private interface Work<T> {
        T with(ImageReader reader) throws IOException;
    }

    private static <T> T with(Path path, Work<T> work) {
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Problem(path.getFileName() + " is a damaged picture; save it again as PNG.");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return work.with(reader);
            } finally {
                reader.dispose();
            }
        } catch (EOFException e) {
            throw cutOff(path, e);
        } catch (IIOException e) {
            if (e.getCause() instanceof EOFException
                    || String.valueOf(e.getMessage()).contains("end of")) {
                throw cutOff(path, e);
            }
            throw new Problem(
                    path.getFileName() + " is a damaged or unusual picture (" + e.getMessage()
                            + "); save it again as PNG.",
                    e);
        } catch (IOException e) {
            throw org.lobescope.sky.ImageReader.unreadable(path, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new Problem(path.getFileName() + " is a damaged picture; save it again as PNG.", e);
        }
    }

    private static Problem cutOff(Path path, @org.jspecify.annotations.Nullable Exception e) {
        String sentence = path.getFileName() + " is cut off before its last row; copy or download it again.";
        return e == null ? new Problem(sentence) : new Problem(sentence, e);
    }
}
