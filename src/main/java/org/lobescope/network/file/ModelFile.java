package org.lobescope.network.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.ExportAdvice;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.archive.Archive;
import org.lobescope.network.onnx.OnnxReader;
import org.lobescope.network.pt2.Pt2Reader;
import org.lobescope.network.torchscript.ScriptTrial;
import org.lobescope.network.torchscript.TorchScriptReader;

/** Reads a network file of any kind. What it is, its content tells, not its name. */
public final class ModelFile {
    /** How the names of network files end, for dialogs. */
    public static final List<String> ENDINGS = List.of(".onnx", ".pt2", ".pt", ".pth", ".ts");

    private static final int START = 1 << 16;

    private ModelFile() {}

    /** Whether a file's name ends as those of network files do. */
    public static boolean named(String name) {
        return ending(name).isPresent();
    }

    /** How a file's name ends, if it does as those of network files. */
    public static Optional<String> ending(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().filter(lower::endsWith).findFirst();
    }

    /** A file's name without its ending. */
    public static String withoutEnding(String name) {
        return name.substring(
                0, name.length() - ending(name).map(String::length).orElse(0));
    }

    /**
     * Reads a network.
     *
     * @throws Problem when the file cannot be read, holds no network, or one that Lobescope cannot run: a sentence that says
     *     what it is and what to do
     */
    public static Graph read(Path file) {
        return read(file, new ImageShape(0, 0, 0));
    }

    /**
     * Reads a network whose image shape is known, at least in part.
     *
     * @param expected the shape of an image, 0 where it is not known; only looked at where the file does not tell
     * @throws Problem as in {@link #read(Path)}
     */
    public static Graph read(Path file, ImageShape expected) {
        return open(file, expected, TorchScriptReader::read);
    }

    /**
     * Reads a network; a TorchScript file that cannot be read as a graph of operations is run by PyTorch itself.
     *
     * @param expected as in {@link #read(Path, ImageShape)}
     * @param trial finds out what such a file takes and gives
     * @throws Problem as in {@link #read(Path)}
     */
    public static Graph read(Path file, ImageShape expected, ScriptTrial trial) {
        return open(file, expected, (f, shape) -> TorchScriptReader.read(f, shape, trial));
    }

    /** Reads a TorchScript file. */
    private interface Script {
        Graph read(Path file, ImageShape expected);
    }

    private static Graph open(Path file, ImageShape expected, Script script) {
        Path name = file.getFileName();
        try {
            if (Files.isDirectory(file)) {
                throw new Problem(file
                        + (Files.exists(file.resolve("saved_model.pb"))
                                ? " is a TensorFlow network (SavedModel): convert it in a shell with python -m"
                                        + " tf2onnx.convert --saved-model FOLDER --output network.onnx."
                                : " is a folder: choose a network file in it."));
            }
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(START);
            }
            return open(file, start, expected, script);
        } catch (Problem problem) {
            throw problem;
        } catch (NoSuchFileException e) {
            throw new Problem("There is no file " + file + ": check its name and folder.", e);
        } catch (IOException e) {
            throw new Problem("The file " + file + " could not be read: check that you may read it.", e);
        } catch (RuntimeException e) {
            throw new Problem(
                    "The network in " + name + " is damaged or contradicts itself: export it again, "
                            + ExportAdvice.EXPORT + ".",
                    e);
        }
    }

    private static Graph open(Path file, byte[] start, ImageShape expected, Script script) {
        if (!ForeignFile.isArchive(start)) {
            ForeignFile.recognise(start).ifPresent(what -> {
                throw new Problem("The file " + file.getFileName() + " " + what + ".");
            });
            return OnnxReader.read(file);
        }
        boolean exported;
        try (Archive archive = new Archive(file)) {
            exported = Pt2Reader.recognises(archive);
            if (!exported && !TorchScriptReader.recognises(archive)) {
                throw new Problem("The file " + archive.name() + " " + ForeignArchive.recognise(archive) + ".");
            }
        }
        return exported ? Pt2Reader.read(file) : script.read(file, expected);
    }
}
