package org.lobescope.service.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.network.torch.TorchFolder;

/**
 * The PyTorch that was chosen; it computes from the next start on.
 *
 * @param source where it is from
 * @param folder with its libraries; empty: the program's own
 * @param version of it, {@code 2.7.1+cu126}; empty when its folder does not tell any more
 * @param downloaded bytes on the disk that downloads take, used or not
 */
public record EngineState(Source source, Optional<Path> folder, Optional<String> version, long downloaded) {
    /** Where a PyTorch is from. */
    public enum Source {
        /** It came with the program. */
        OWN,
        /** A person pointed at it. */
        POINTED,
        /** The program downloaded it. */
        DOWNLOADED
    }

    /** The program's own. */
    static EngineState own(long downloaded) {
        return new EngineState(Source.OWN, Optional.empty(), Optional.of(TorchFolder.VERSION), downloaded);
    }

    /** For people: {@code PyTorch 2.7.1+cu126 in /opt/libtorch/lib}. */
    public String words() {
        String name = "PyTorch " + version.orElse("of an unknown version");
        return switch (source) {
            case OWN -> name + ", the program's own";
            case POINTED -> name + " in " + folder.map(Path::toString).orElse("");
            case DOWNLOADED ->
                name + ", downloaded into " + folder.map(Path::toString).orElse("");
        };
    }
}
