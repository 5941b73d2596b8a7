package org.lobescope.network.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lobescope.network.ExportAdvice;

/** Files that people take for network files: tells what they are and how to make a network file of them. */
final class ForeignFile {
    private static final byte[] OLD_TORCH = {(byte) 0x80, 2, (byte) 0x8a, 0x0a, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46};

    /** Names of operations that TensorFlow's files begin with. */
    private static final Pattern TENSORFLOW =
            Pattern.compile("Placeholder|VarHandleOp|serving_default|StatefulPartitionedCall|saved_model_");

    private ForeignFile() {}

    /** Whether a file is a zip archive, by its first bytes. */
    static boolean isArchive(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /** What a file is and what to do, if it is known to hold no network: the end of a sentence that begins with its name. */
    static Optional<String> recognise(byte[] start) {
        if (start.length == 0) {
            return Optional.of("is empty: export or copy the network again");
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (Arrays.equals(OLD_TORCH, 0, 8, start, 0, Math.min(8, start.length))) {
            return Optional.of(
                    "holds weights in PyTorch's format from before 1.6, without the network: " + ExportAdvice.BUILD);
        }
        if (start.length > 9 && start[8] == '{' && start[7] == 0 && start[6] == 0 && text.indexOf('"') > 8) {
            return Optional.of("holds weights in the safetensors format, without the network: " + ExportAdvice.BUILD);
        }
        if (start[0] == (byte) 0x80 && start.length > 2 && start[1] >= 2 && start[1] <= 5) {
            return Optional.of("is a Python pickle, which only the code that defines its classes can read: "
                    + ExportAdvice.load("network = pickle.load(open(FILE, \"rb\")).eval()"));
        }
        if (text.startsWith("\u0089HDF")) {
            return Optional.of("is a Keras file (HDF5): in Python: import keras; network ="
                    + " keras.models.load_model(FILE); network.export(\"network.onnx\", format=\"onnx\")");
        }
        if (text.startsWith("TFL3", 4)) {
            return Optional.of(
                    "is a TensorFlow Lite file: convert it in a shell with python -m tf2onnx.convert --tflite"
                            + " FILE --output network.onnx");
        }
        if (text.startsWith("version https://git-lfs")) {
            return Optional.of("is only a pointer to a file kept by Git LFS: fetch it with 'git lfs pull'");
        }
        String first = text.stripLeading().toLowerCase(Locale.ROOT);
        if (first.startsWith("<?xml") && first.contains("<net ")) {
            return Optional.of("is an OpenVINO network: export the network that it was made of as ONNX");
        }
        if (first.startsWith("<!doctype") || first.startsWith("<html") || first.startsWith("<?xml")) {
            return Optional.of("is a web page: download the network itself");
        }
        if (first.startsWith("simple  =")) {
            return Optional.of("is a FITS file: open it as an image");
        }
        if ((start[0] == 0x0a || start[0] == 0x08)
                && TENSORFLOW.matcher(text).find()
                && !text.contains("onnx")
                && !text.contains("pytorch")) {
            return Optional.of("is a TensorFlow network: convert it in a shell with python -m tf2onnx.convert"
                    + " --saved-model FOLDER --output network.onnx");
        }
        return Optional.empty();
    }
}
