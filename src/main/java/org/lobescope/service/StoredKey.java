package org.lobescope.service;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lobescope.Fingerprint;
import org.lobescope.Version;
import org.lobescope.network.Device;

/**
 * The name of an explanation on the disk: made of all that determines the map, and of all that may change its bits: the
 * input's content, the classifier's content, the method with its options, the target, the layer, the program's code, and
 * the engine.
 */
public final class StoredKey {
    /** The environment variables that choose another PyTorch or other kernels in it. */
    private static final String CHOOSES_ENGINE = "(PYTORCH|ATEN|MKL|ONEDNN|DNNL|OMP|CUDA|NVIDIA)_.*";

    private final Supplier<Optional<String>> program;

    /**
     * Keys of one program.
     *
     * @param program what else the bits depend on
     */
    StoredKey(String program) {
        this(() -> Optional.of(program));
    }

    /**
     * Keys of a program that is not always known.
     *
     * @param program what else the bits depend on; while it is empty, so are the keys
     */
    StoredKey(Supplier<Optional<String>> program) {
        this.program = program;
    }

    /**
     * What bits depend on beside the question, when this program computes; empty where its code cannot be told from
     * another's.
     *
     * @param device that was asked for; empty for the best, which the machine and its environment determine
     */
    public static Optional<String> ofThisProgram(Optional<Device> device) {
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
            device.ifPresent(d -> text.append(' ').append(d.id()));
            return text.toString();
        });
    }

    /** 64 hexadecimal digits; empty for a classifier whose content is not known. */
    public Optional<String> of(ExplanationRequest request) {
        Optional<String> computer = program.get();
        Optional<String> network = request.classifier().fingerprint();
        if (computer.isEmpty() || network.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fingerprint()
                .add(computer.get())
                .add(network.get())
                .add(request.image().key())
                // A method is a record: its text has all its options.
                .add(request.method().toString())
                .add(request.target().toString())
                .add(request.method().id().layered() ? request.layer().toString() : "")
                .hex());
    }
}
