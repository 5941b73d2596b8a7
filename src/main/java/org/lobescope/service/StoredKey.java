package org.lobescope.service;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Fingerprint;
import org.lobescope.Version;

/**
 * The name of an explanation on the disk: made of all that determines the map, and of all that may change its bits: the
 * input's content, the classifier's content, the method with its options, the target, the layer, the program's code, and
 * the engine.
 */
public final class StoredKey {
    /** The environment variables that choose another PyTorch or other kernels in it. */
    private static final String CHOOSES_ENGINE = "(PYTORCH|ATEN|MKL|ONEDNN|DNNL|OMP|CUDA)_.*";

    private final String program;

    /**
     * Keys of one program.
     *
     * @param program what else the bits depend on
     */
    StoredKey(String program) {
        this.program = program;
    }

    /** Keys of the program that runs; empty where its code cannot be told from another's. */
    static Optional<StoredKey> ofThisProgram() {
        return ProgramCode.fingerprint().map(code -> {
            StringBuilder text = new StringBuilder(code)
                    .append(' ')
                    .append(Version.CURRENT)
                    .append(' ')
                    .append(System.getProperty("os.name"))
                    .append(' ')
                    .append(System.getProperty("os.arch"));
            System.getenv().entrySet().stream()
                    .filter(e -> e.getKey().toUpperCase(Locale.ROOT).matches(CHOOSES_ENGINE))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> text.append(' ').append(e));
            return new StoredKey(text.toString());
        });
    }

    /** 64 hexadecimal digits; empty for a classifier whose content is not known. */
    public Optional<String> of(ExplanationRequest request) {
        return request.classifier()
                .fingerprint()
                .map(classifier -> new Fingerprint()
                        .add(program)
                        .add(classifier)
                        .add(request.image().key())
                        // A method is a record: its text has all its options.
                        .add(request.method().toString())
                        .add(request.target().toString())
                        .add(request.method().id().layered() ? request.layer().toString() : "")
                        .hex());
    }
}
