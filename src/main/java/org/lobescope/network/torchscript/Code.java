package org.lobescope.network.torchscript;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lobescope.network.archive.Archive;

/** The source text of a TorchScript file: what its classes and functions are, by their full names. */
final class Code {
    private static final String FOLDER = "code/";

    private final String file;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Map<String, Definition>> parsed = new ConcurrentHashMap<>();

    Code(Archive archive, String root) {
        this.file = archive.name();
        for (String entry : archive.names()) {
            if (entry.startsWith(root + FOLDER) && entry.endsWith(".py")) {
                String path = entry.substring(root.length() + FOLDER.length(), entry.length() - ".py".length());
                texts.put(path.replace('/', '.'), archive.text(entry));
            }
        }
    }

    /** A class or function by its full name, {@code __torch__.torch.nn.modules.conv.Conv2d}. */
    Optional<Definition> find(String fullName) {
        int dot = fullName.lastIndexOf('.');
        String module = dot < 0 ? "" : fullName.substring(0, dot);
        String text = texts.get(module);
        if (text == null) {
            return Optional.empty();
        }
        Map<String, Definition> definitions = parsed.computeIfAbsent(
                module,
                m -> Parser.parse(text, m.replaceFirst("^__torch__\\.", "").replace('.', '/') + ".py", file));
        return Optional.ofNullable(definitions.get(fullName.substring(dot + 1)));
    }
}
