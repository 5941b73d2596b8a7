package org.lobescope.network.torchscript;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lobescope.network.archive.Archive;

/**
 * TorchScript is a program, and a few of its operations read or write files. No network needs them: a file that names one
 * is not run. That is a fence against the obvious, no wall; what PyTorch runs is run with the rights of this program.
 */
final class FileOperations {
    /** {@code torch.save}, {@code torch.from_file}, also as {@code ops.aten.save} or under a name that is put together. */
    private static final Pattern NAMES =
            Pattern.compile("\\b(save|from_file|load_library)\\b|getattr\\s*\\([^()]*\\\\[^()]*\\)");

    private FileOperations() {}

    /** The first such operation that the text of a TorchScript file names. */
    static Optional<String> named(Archive archive) {
        List<String> texts =
                archive.names().stream().filter(name -> name.endsWith(".py")).toList();
        for (String text : texts) {
            Matcher matcher = NAMES.matcher(archive.text(text));
            if (matcher.find()) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }
}
