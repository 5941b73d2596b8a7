package org.lobescope.network.pt2;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.ExportAdvice;
import org.lobescope.network.Graph;
import org.lobescope.network.archive.Archive;

/** Reads programs that torch.export.save wrote: the layout of PyTorch 2.2 to 2.7, and that of 2.8 and later. */
public final class Pt2Reader {
    private Pt2Reader() {}

    /** Whether an archive is an exported program, by the names of its entries. */
    public static boolean recognises(Archive archive) {
        return program(archive).isPresent() || archive.find("archive_format").isPresent();
    }

    private static Optional<String> program(Archive archive) {
        return archive.find("serialized_exported_program.json")
                .or(() -> archive.find("models/model.json"))
                .or(() -> archive.names().stream()
                        .filter(n -> n.contains("models/") && n.endsWith(".json"))
                        .findFirst());
    }

    /**
     * Reads a network.
     *
     * @throws Problem when the file is damaged, or holds something that Lobescope cannot run
     */
    public static Graph read(Path file) {
        try (Archive archive = new Archive(file)) {
            return Graph.of(source(archive));
        }
    }

    private static Pt2File source(Archive archive) {
        String entry = program(archive)
                .orElseThrow(() -> new Problem("The archive " + archive.name()
                        + " holds no exported program, perhaps a compiled one: save it with torch.export.save."));
        try {
            JsonObject json = JsonParser.parseString(archive.text(entry)).getAsJsonObject();
            return new Pt2File(archive.file(), archive.fingerprint(), json, new Pt2Weights(archive, entry));
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | NullPointerException
                | IndexOutOfBoundsException
                | NumberFormatException e) {
            throw new Problem(
                    "The program in " + archive.name() + " is damaged or written in a way that Lobescope does not know:"
                            + " export the network as ONNX, "
                            + ExportAdvice.load("network = torch.export.load(\"" + archive.name() + "\").module()")
                            + ".",
                    e);
        }
    }
}
