package org.lobescope.network.file;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.lobescope.network.ExportAdvice;
import org.lobescope.network.archive.Archive;

/** Zip archives that hold no network: tells what they are and how to make a network file of them. */
final class ForeignArchive {
    private ForeignArchive() {}

    /** What an archive is and what to do: the end of a sentence that begins with its name. */
    static String recognise(Archive archive) {
        Collection<String> names = archive.names();
        Optional<String> pickle = archive.find("data.pkl");
        if (pickle.isPresent()) {
            return pickled(archive, pickle.get());
        }
        if (names.stream().anyMatch(n -> n.endsWith(".npy"))) {
            return "holds numpy arrays (.npz), no network: choose a network file";
        }
        if (names.stream().anyMatch(n -> n.endsWith("model.weights.h5"))) {
            return "is a Keras file: in Python: import keras; network = keras.models.load_model(\"" + archive.name()
                    + "\"); network.export(\"network.onnx\", format=\"onnx\")";
        }
        if (names.stream().anyMatch(n -> n.endsWith("saved_model.pb"))) {
            return "holds a TensorFlow network: unpack it and convert it in a shell with python -m tf2onnx.convert"
                    + " --saved-model FOLDER --output network.onnx";
        }
        return "is a zip archive: unpack it and choose the network file inside";
    }

    /** What torch.save wrote, told by the first class that the pickle names. */
    private static String pickled(Archive archive, String entry) {
        String text = new String(archive.bytes(entry), StandardCharsets.ISO_8859_1);
        // A pickle's opcode 'c' is followed by a module and a class, one per line.
        String first = text.lines().findFirst().orElse("");
        if (first.endsWith("ccollections")) {
            return "holds weights (a state dict) without the network: " + ExportAdvice.BUILD;
        }
        boolean dictionary = first.length() > 2 && first.charAt(2) == '}';
        if (dictionary && text.contains("state_dict")) {
            return "is a training checkpoint, which holds weights without the network: " + ExportAdvice.BUILD;
        }
        if (dictionary) {
            return "holds weights without the network: " + ExportAdvice.BUILD;
        }
        return "is a pickled PyTorch module, which only the Python code that defines it can read: "
                + ExportAdvice.load("network = torch.load(\"" + archive.name() + "\", weights_only=False).eval()");
    }
}
