package org.lobescope.network.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fused runs of one network, each made once, and the packed weights that they share. Where the engine lacks oneDNN
 * (Apple's processors) there are none, and the network's operations are computed one by one.
 */
final class FusedModules {
    private static final Logger LOG = LoggerFactory.getLogger(FusedModules.class);

    /** What a module is made of; the text does not depend on the size of the batch. */
    private record Written(String text, List<FusedScript.Weight> weights) {}

    private record Packed(FoldedNode convolution, boolean back) {}

    private final NDManager manager;
    private final Set<String> ends;
    private final Map<Written, FusedModule> modules = new HashMap<>();
    private final Map<Packed, PtNDArray> packed = new HashMap<>();

    /** Whether the engine has refused a module; it is not asked again, since every run would be tried from each of its nodes. */
    private boolean refused;

    /**
     * For a network whose memory hangs on that manager.
     *
     * @param ends values at which runs end in any case, so that ways to and from them share the modules in between
     */
    FusedModules(NDManager manager, Set<String> ends) {
        this.manager = manager;
        this.ends = Set.copyOf(ends);
    }

    /** Values at which runs end in any case. */
    Set<String> ends() {
        return ends;
    }

    /**
     * The module of a run; runs of the same nodes share it, whatever the size of the batch is. Empty where the engine can't
     * do that.
     */
    synchronized Optional<FusedModule> of(FusedRun run, Program program, Operations operations) {
        if (refused) {
            return Optional.empty();
        }
        FusedScript script = new FusedScript(run, program);
        Written written = new Written(script.text(), script.weights());
        try {
            return Optional.of(modules.computeIfAbsent(written, w -> load(w, program, operations)));
        } catch (EngineException e) {
            LOG.info("this PyTorch has no oneDNN: operations are not fused", e);
            refused = true;
            return Optional.empty();
        }
    }

    private FusedModule load(Written written, Program program, Operations operations) {
        byte[] archive = ScriptArchive.of(FusedScript.CLASS, written.text());
        try {
            PtSymbolBlock module =
                    JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
            JniUtils.enableInferenceMode(module);
            JniUtils.setGraphExecutorOptimize(false); // for the few calls that pack
            List<PtNDArray> weights = written.weights().stream()
                    .map(weight -> array(module, weight, program, operations))
                    .toList();
            return new FusedModule(module, weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is nothing to fail
        }
    }

    private PtNDArray array(PtSymbolBlock module, FusedScript.Weight weight, Program program, Operations operations) {
        Weights.Kernel kernel = operations.kernel(weight.node());
        return switch (weight.order()) {
            case PLAIN -> kernel.weights();
            case BIAS -> kernel.bias().orElseThrow();
            case PACKED -> packed(module, weight.node(), false, kernel.weights(), program);
            case PACKED_BACK -> packed(module, weight.node(), true, kernel.weights(), program);
        };
    }

    private PtNDArray packed(
            PtSymbolBlock module, FoldedNode convolution, boolean back, PtNDArray kernel, Program program) {
        return packed.computeIfAbsent(new Packed(convolution, back), key -> {
            Window window = ((Op.Conv) convolution.node().op()).window();
            String in = back ? convolution.output() : convolution.inputs().getFirst();
            List<Integer> margins = back ? FusedConvolution.marginsBack(window) : window.before();
            try (NDManager own = manager.newSubManager()) {
                return pack(module, back ? turned(module, kernel, own) : kernel, margins, window, program.shape(in));
            }
        });
    }

    private static PtNDArray turned(PtSymbolBlock module, PtNDArray kernel, NDManager own) {
        try (IValue in = IValue.from(kernel);
                IValue out = IValueUtils.runMethod(module, "turned", in)) {
            return out.toTensor((PtNDManager) own);
        }
    }

    /** Weights in the order that suits images of that shape. */
    private PtNDArray pack(
            PtSymbolBlock module, PtNDArray kernel, List<Integer> margins, Window window, List<Integer> image) {
        try (IValue in = IValue.from(kernel);
                IValue pads = list(margins);
                IValue strides = list(window.strides());
                IValue dilations = list(window.dilations());
                IValue size = list(List.of(1, image.get(1), image.get(2), image.get(3)));
                IValue out = IValueUtils.runMethod(module, "packed", in, pads, strides, dilations, size)) {
            return out.toTensor((PtNDManager) manager);
        }
    }

    private static IValue list(List<Integer> values) {
        return IValue.listFrom(values.stream().mapToLong(v -> v).toArray());
    }
}
