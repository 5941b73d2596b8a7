package org.lobescope.network.torchscript;

import java.nio.file.Path;
import org.lobescope.Problem;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.archive.Archive;

/** Reads TorchScript files, traced or scripted, frozen or not. */
public final class TorchScriptReader {
    private TorchScriptReader() {}

    /** Whether an archive is a TorchScript file, by the names of its entries. */
    public static boolean recognises(Archive archive) {
        return archive.find("constants.pkl").isPresent()
                || archive.names().stream().anyMatch(n -> n.contains("code/__torch__"));
    }

    /**
     * Reads a network.
     *
     * @param expected the shape of its images as far as it is known, 0 where it is not; only looked at where the file does
     *     not tell
     * @throws Problem when the file is damaged, or holds something that Lobescope cannot run
     */
    public static Graph read(Path file, ImageShape expected) {
        try (Archive archive = new Archive(file)) {
            String data = archive.find("data.pkl")
                    .orElseThrow(() -> new Problem("The file " + archive.name()
                            + " lacks its part data.pkl, perhaps because it was written before PyTorch 1.6: load it with"
                            + " torch.jit.load and save it again with a newer PyTorch."));
            String folder = data.substring(0, data.length() - "data.pkl".length());
            Code code = new Code(archive, folder);
            Modules modules = new Modules(archive, folder, code);
            return Graph.of(new TorchScriptFile(archive.file(), archive.fingerprint(), code, modules, expected));
        }
    }
}
