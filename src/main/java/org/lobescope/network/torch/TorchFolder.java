package org.lobescope.network.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lobescope.Problem;

/**
 * A folder with PyTorch's libraries that is not the program's own: one for a GPU, say.
 *
 * @param folder with the libraries themselves
 * @param flavour as DJL calls it: {@code cpu} or {@code cu128}
 * @param version as it says itself: {@code 2.7.1+cu126}
 */
public record TorchFolder(Path folder, String flavour, String version) {
    /** What tells DJL which libraries to load; to be set before the engine starts. */
    public static final List<String> PROPERTIES = List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR", "PYTORCH_VERSION");

    /** The version that the program's own part of the engine was made for. */
    public static final String VERSION = "2.7.1";

    /**
     * The flavour for NVIDIA's GPUs. DJL's part of it was made with CUDA 12.8, but needs nothing of CUDA itself: PyTorch
     * of the same version for another CUDA 12 will do.
     */
    private static final String CUDA = "cu128";

    private static final Pattern SAID = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+(\\w+))?");

    /**
     * Looks at what a person points at: an unpacked libtorch, the folder lib in it, or an installed Python package torch.
     *
     * @throws Problem when there is no PyTorch in it, or one of another version
     */
    public static TorchFolder of(Path pointed) {
        for (Path folder : List.of(
                pointed, pointed.resolve("lib"), pointed.resolve("torch").resolve("lib"))) {
            if (holds(folder, "torch_cpu")) {
                String flavour = holds(folder, "torch_cuda") ? CUDA : "cpu";
                return new TorchFolder(folder.toAbsolutePath().normalize(), flavour, version(folder));
            }
        }
        throw new Problem("There is no PyTorch in " + pointed + ": point at an unpacked libtorch " + VERSION
                + " or at the folder site-packages/torch of a Python that has it.");
    }

    /** Whether it was made for a GPU of NVIDIA. */
    public boolean isForGpu() {
        return flavour.equals(CUDA);
    }

    private static boolean holds(Path folder, String library) {
        return Stream.of("lib" + library + ".so", "lib" + library + ".dylib", library + ".dll")
                .anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /** Another version than the program's own part was made for would crash, not say so. */
    private static String version(Path folder) {
        for (String file : List.of("../build-version", "../version.py")) {
            Path said = folder.resolve(file).normalize();
            if (!Files.isRegularFile(said)) {
                continue;
            }
            try {
                Matcher version = SAID.matcher(Files.readString(said));
                if (version.find()) {
                    if (!version.group(1).equals(VERSION)) {
                        throw new Problem("The PyTorch in " + folder + " is " + version.group()
                                + ", but Lobescope needs " + VERSION + ": install that version.");
                    }
                    return version.group();
                }
            } catch (IOException e) {
                throw new Problem(said + " cannot be read: check that you may read it.", e);
            }
        }
        throw new Problem(
                "The version of the PyTorch in " + folder + " is not told by a file build-version or version.py"
                        + " beside it: point at a whole libtorch " + VERSION + ".");
    }

    /** From now on the engine takes these libraries; of no effect once it has started. */
    public void use() {
        System.setProperty("PYTORCH_LIBRARY_PATH", folder.toString());
        System.setProperty("PYTORCH_FLAVOR", flavour);
        System.setProperty("PYTORCH_VERSION", VERSION);
    }
}
