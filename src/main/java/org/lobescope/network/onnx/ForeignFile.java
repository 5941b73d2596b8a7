package org.lobescope.network.onnx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Files that people take for ONNX files: tells what they are and how to make an ONNX file of them. */
final class ForeignFile {
    private static final String EXPORT = "call eval() and write it with torch.onnx.export";
    private static final String BUILD = "in Python build the network, load them into it, " + EXPORT;
    private static final byte[] OLD_TORCH = {(byte) 0x80, 2, (byte) 0x8a, 0x0a, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46};

    private ForeignFile() {}

    /** What a file is and what to do, if it is known to be no ONNX file: the end of a sentence that begins with its name. */
    static Optional<String> recognise(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(512);
        }
        if (start.length == 0) {
            return Optional.of("is empty: export or copy the network again");
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\3\4")) {
            return Optional.of(archive(file));
        }
        if (Arrays.equals(OLD_TORCH, 0, 8, start, 0, Math.min(8, start.length))) {
            return Optional.of("holds weights in PyTorch's format from before 1.6, without the network: " + BUILD);
        }
        if (start.length > 9 && start[8] == '{' && start[7] == 0 && start[6] == 0 && text.indexOf('"') > 8) {
            return Optional.of("holds weights in the safetensors format, without the network: " + BUILD);
        }
        if (start[0] == (byte) 0x80 && start.length > 2 && start[1] >= 2 && start[1] <= 5) {
            return Optional.of("is a Python pickle: load it in Python, " + EXPORT);
        }
        if (text.startsWith("\u0089HDF")) {
            return Optional.of(
                    "is a Keras file (HDF5): load it in Python and write it with keras' model.export(\"net.onnx\","
                            + " format=\"onnx\") or tf2onnx");
        }
        if (text.startsWith("TFL3", 4)) {
            return Optional.of("is a TensorFlow Lite file: convert the original network with tf2onnx");
        }
        if (text.startsWith("version https://git-lfs")) {
            return Optional.of("is only a pointer to a file kept by Git LFS: fetch it with 'git lfs pull'");
        }
        String first = text.stripLeading().toLowerCase(Locale.ROOT);
        if (first.startsWith("<!doctype") || first.startsWith("<html") || first.startsWith("<?xml")) {
            return Optional.of("is a web page: download the network itself");
        }
        if (first.startsWith("simple  =")) {
            return Optional.of("is a FITS file: open it as an image");
        }
        return Optional.empty();
    }

    private static String archive(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            if (names.stream().anyMatch(n -> n.endsWith("constants.pkl") || n.contains("/code/"))) {
                return "is a TorchScript file: load it in Python with torch.jit.load and write it with torch.onnx.export";
            }
            if (names.stream()
                    .anyMatch(n -> n.endsWith("serialized_exported_program.json")
                            || n.endsWith("models/model.json")
                            || n.endsWith("archive_format"))) {
                return "is an exported PyTorch program (.pt2): load it in Python with torch.export.load and write its"
                        + " module() with torch.onnx.export";
            }
            Optional<? extends ZipEntry> pickle =
                    zip.stream().filter(e -> e.getName().endsWith("data.pkl")).findFirst();
            if (pickle.isPresent()) {
                return pickled(zip, pickle.get());
            }
            if (names.stream().anyMatch(n -> n.endsWith(".npy"))) {
                return "holds numpy arrays (.npz), no network: choose an ONNX file";
            }
            if (names.stream().anyMatch(n -> n.endsWith("model.weights.h5"))) {
                return "is a Keras file: load it in Python and write it with model.export(\"net.onnx\", format=\"onnx\")";
            }
            return "is a zip archive: unpack it and choose the ONNX file inside";
        } catch (ZipException e) {
            return "is a broken zip archive, perhaps a PyTorch file that was cut off: copy it again";
        }
    }

    /** What torch.save wrote, told by the first class that the pickle names. */
    private static String pickled(ZipFile zip, ZipEntry entry) throws IOException {
        String first = "";
        boolean stateDict = false;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.ISO_8859_1))) {
            String line = reader.readLine();
            // A pickle's opcode 'c' is followed by a module and a class, one per line.
            first = line == null ? "" : line;
            for (; line != null && !stateDict; line = reader.readLine()) {
                stateDict = line.contains("state_dict");
            }
        }
        if (first.endsWith("ccollections")) {
            return "holds weights (a state dict) without the network: " + BUILD;
        }
        boolean dictionary = first.length() > 2 && first.charAt(2) == '}';
        if (dictionary && stateDict) {
            return "is a training checkpoint, which holds weights without the network: " + BUILD;
        }
        if (dictionary) {
            return "holds weights without the network: " + BUILD;
        }
        return "is a pickled PyTorch module, which only the Python code that defines it can read: load it there with"
                + " torch.load, " + EXPORT;
    }
}
