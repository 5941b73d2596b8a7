package org.lobescope.network.torchscript;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Program;
import org.lobescope.network.aten.Recorder;
import org.lobescope.network.aten.TensorValue;
import org.lobescope.network.operator.Derived;

/** A network in a TorchScript file: its modules and their source text. */
final class TorchScriptFile implements GraphSource {
    private static final String INPUT = "x";

    /** A number of images that shows which axes are the batch. */
    private static final int PROBE = 7;

    private final String name;
    private final Path file;
    private final String fingerprint;
    private final Code code;
    private final Modules modules;
    private final Map<ImageShape, Derived> derived = new ConcurrentHashMap<>();
    private final Input input;

    TorchScriptFile(Path file, String fingerprint, Code code, Modules modules, ImageShape expected) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.fingerprint = fingerprint;
        this.code = code;
        this.modules = modules;
        this.input = new InputSearch(
                        modules.exampleShape().orElse(List.of()), modules.weights(), expected, PROBE, this::program)
                .input(INPUT);
        derived.clear();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Input input() {
        return input;
    }

    @Override
    public Origin origin() {
        String kind = modules.exampleShape().isPresent()
                ? "TorchScript, traced"
                : modules.root().attributes().isEmpty() ? "TorchScript, frozen" : "TorchScript";
        return new Origin(kind, "PyTorch", modules.parameters());
    }

    @Override
    public Optional<String> fingerprint() {
        return Optional.of(fingerprint);
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public Program program(ImageShape image, int batch) {
        Recorder recorder = new Recorder(name, derived.computeIfAbsent(image, i -> new Derived()));
        TensorValue x = recorder.input(INPUT, List.of(batch, image.channels(), image.height(), image.width()));
        Object output = new Interpreter(name, code, modules, recorder).forward(x);
        return recorder.program(output, INPUT, batch);
    }
}
