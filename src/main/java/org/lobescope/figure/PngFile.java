package org.lobescope.figure;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.lobescope.DeepestCause;
import org.lobescope.Problem;

/** Writes PNG files with their resolution and with words about how they were made. */
final class PngFile {
    private static final String FORMAT = "javax_imageio_png_1.0";
    private static final double METRES_PER_INCH = 0.0254;

    private PngFile() {}

    /**
     * Writes a picture beside its place and moves it there when it is complete.
     *
     * @param words keyword and text, as the PNG standard names them: Title, Description, Software
     * @throws Problem when it can't be written; what was there before is then untouched
     */
    static void write(Path file, BufferedImage picture, double dpi, Map<String, String> words) {
        Path folder = file.toAbsolutePath().getParent();
        @Nullable Path unfinished = null;
        if (folder == null || Files.isDirectory(file)) {
            throw new Problem("Can't write " + file + ": it is a folder; give the name of a file in it.");
        }
        try {
            // Not createTempFile: its files can be read by their owner only, and a figure is made to be shared.
            Path beside = folder.resolve(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try (OutputStream out = Files.newOutputStream(beside)) {
                unfinished = beside;
                encode(out, picture, dpi, words);
            }
            move(beside, file);
        } catch (NoSuchFileException e) {
            throw new Problem("Can't write " + file + ": the folder " + folder + " doesn't exist; create it first.", e);
        } catch (AccessDeniedException e) {
            throw new Problem("Can't write " + file + ": no permission to write in " + folder + "; choose another.", e);
        } catch (IOException e) {
            throw new Problem(
                    "Can't write " + file + ": " + reason(e) + "; free some room or choose another folder.", e);
        } finally {
            discard(unfinished);
        }
    }

    private static String reason(IOException e) {
        Throwable deepest = DeepestCause.of(e);
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(@Nullable Path unfinished) {
        if (unfinished != null) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                unfinished.toFile().deleteOnExit();
            }
        }
    }

    private static void encode(OutputStream out, BufferedImage picture, double dpi, Map<String, String> words)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(picture), writer.getDefaultWriteParam());
            IIOMetadataNode root = new IIOMetadataNode(FORMAT);
            IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
            String perMetre = Long.toString(Math.round(dpi / METRES_PER_INCH));
            resolution.setAttribute("pixelsPerUnitXAxis", perMetre);
            resolution.setAttribute("pixelsPerUnitYAxis", perMetre);
            resolution.setAttribute("unitSpecifier", "meter");
            root.appendChild(resolution);
            IIOMetadataNode texts = new IIOMetadataNode("iTXt");
            words.forEach((keyword, text) -> {
                IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
                entry.setAttribute("keyword", keyword);
                entry.setAttribute("compressionFlag", "FALSE");
                entry.setAttribute("compressionMethod", "0");
                entry.setAttribute("languageTag", "en");
                entry.setAttribute("translatedKeyword", keyword);
                entry.setAttribute("text", text);
                texts.appendChild(entry);
            });
            root.appendChild(texts);
            metadata.mergeTree(FORMAT, root);
            writer.setOutput(stream);
            writer.write(new IIOImage(picture, null, metadata));
        } finally {
            writer.dispose();
        }
    }
}
