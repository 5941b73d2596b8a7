package org.lobescope.network.torch;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/** Turns the nodes of a program into operations of the engine. */
final class Operations {
    /**
     * An operation with the constants among its inputs.
     *
     * @param constants one entry per input, null for values; empty when the operation holds its constants itself
     */
    record Bound(Operation operation, List<Optional<PtNDArray>> constants) {}

    private final Program program;
    private final Weights weights;
    private final boolean spreadTies;

    Operations(Program program, Weights weights, boolean spreadTies) {
        this.program = program;
        this.weights = weights;
        this.spreadTies = spreadTies;
    }

    boolean spreadsTies() {
        return spreadTies;
    }

    /** The operation of a node, with what is worked into it. */
    Bound of(FoldedNode folded) {
        Node node = folded.node();
        return switch (node.op()) {
            case Op.Conv conv
            when constants(node) -> {
                Weights.Kernel kernel = kernel(folded);
                yield own(Convolution.of(conv, kernel.weights(), kernel.bias().orElse(null)));
            }
            case Op.BatchNorm norm
            when constants(node) ->
                own(Normalisation.batchNorm(norm, array(node, 1), array(node, 2), array(node, 3), array(node, 4)));
            case Op.Gemm gemm
            when Matrices.linear(gemm, node, program) -> {
                Weights.Kernel layer = kernel(folded);
                yield own(Matrices.linear(layer.weights(), layer.bias().orElse(null)));
            }
            default -> bound(node, general(node));
        };
    }

    /** Weights out x in, and bias. */
    private Weights.Kernel linearLayer(Op.Gemm gemm, Node node) {
        Constant matrix = constant(node, 1).orElseThrow();
        PtNDArray array = gemm.transposeB() ? weights.plain(matrix) : weights.transposed(matrix);
        return new Weights.Kernel(array, constant(node, 2).map(weights::plain));
    }

    private Operation general(Node node) {
        List<Integer> x = program.shape(node.inputs().getFirst());
        return switch (node.op()) {
            case Op.Conv conv -> Convolution.of(conv);
            case Op.BatchNorm norm -> Normalisation.batchNorm(norm);
            case Op.LayerNorm norm -> Normalisation.layerNorm(norm, x);
            case Op.MaxPool pool -> Pooling.max(pool, x, spreadTies);
            case Op.AveragePool pool -> Pooling.average(pool, x);
            case Op.Reduce reduce -> Reductions.of(reduce, x);
            case Op.Unary unary -> Functions.of(unary.function());
            case Op.Binary binary -> Functions.of(binary.operator());
            case Op.LeakyRelu f -> Functions.leakyRelu(f);
            case Op.Elu f -> Functions.elu(f.alpha());
            case Op.Celu f -> Functions.celu(f.alpha());
            case Op.Selu f -> Functions.selu(f);
            case Op.ThresholdedRelu f -> Functions.thresholdedRelu(f.alpha());
            case Op.HardSigmoid f -> Functions.hardSigmoid(f);
            case Op.Clip f -> Functions.clip(f);
            case Op.PRelu ignored -> Functions.prelu();
            case Op.Where ignored -> Functions.where();
            case Op.Cast cast -> Functions.cast(cast.type());
            case Op.Softmax softmax -> Reductions.softmax(softmax.axis());
            case Op.LogSoftmax softmax -> Reductions.logSoftmax(softmax.axis());
            case Op.Gemm gemm -> Matrices.gemm(gemm);
            case Op.MatMul ignored -> Matrices.matMul();
            case Op.Concat concat -> Movements.concat(concat.axis());
            case Op.Split split -> Movements.split(split);
            case Op.Slice slice -> Movements.slice(slice);
            case Op.Gather gather -> Movements.gather(gather.axis(), x);
            case Op.Reshape reshape -> Movements.reshape(reshape.shape());
            case Op.Transpose transpose -> Movements.transpose(transpose.order());
            case Op.Expand expand -> Movements.expand(expand.shape());
            case Op.Tile tile -> Movements.tile(tile.repeats());
            case Op.Pad pad -> Movements.pad(pad);
            case Op.Resize resize -> Movements.resize(resize, weights);
            case Op.Identity ignored -> Movements.reshape(x);
            case Op.Script script -> script(weights.script(script.file()));
        };
    }

    private static Operation script(ScriptModule module) {
        return Operation.of(in -> module.run(in[0]));
    }

    /** Whether all inputs but the first are constants. */
    private boolean constants(Node node) {
        return node.inputs().stream()
                        .skip(1)
                        .allMatch(i -> i.isEmpty() || program.constants().containsKey(i))
                && !program.constants().containsKey(node.inputs().getFirst());
    }

    /** Whether a batch norm can be worked into a convolution. */
    boolean folds(Node conv, Node norm) {
        return conv.op() instanceof Op.Conv && constants(conv) && constants(norm);
    }

    /**
     * Constant weights and bias of a convolution or a linear layer; those of a convolution with the batch norm behind it
     * worked in.
     */
    Weights.Kernel kernel(FoldedNode folded) {
        Node conv = folded.node();
        if (conv.op() instanceof Op.Gemm gemm) {
            return linearLayer(gemm, conv);
        }
        Constant kernel = constant(conv, 1).orElseThrow();
        Optional<Constant> bias = constant(conv, 2);
        if (folded.norm().isEmpty()) {
            return new Weights.Kernel(weights.kernel(kernel), bias.map(weights::plain));
        }
        Node norm = folded.norm().get();
        return weights.normalised(new Weights.Normalised(
                kernel,
                bias,
                constant(norm, 1).orElseThrow(),
                constant(norm, 2).orElseThrow(),
                constant(norm, 3).orElseThrow(),
                constant(norm, 4).orElseThrow(),
                ((Op.BatchNorm) norm.op()).epsilon()));
    }

    private Optional<Constant> constant(Node node, int i) {
        return i < node.inputs().size()
                ? Optional.ofNullable(program.constants().get(node.inputs().get(i)))
                : Optional.empty();
    }

    private PtNDArray array(Node node, int i) {
        return weights.plain(constant(node, i).orElseThrow());
    }

    private static Bound own(Operation operation) {
        return new Bound(operation, List.of());
    }

    private Bound bound(Node node, Operation operation) {
        return new Bound(
                operation,
                node.inputs().stream()
                        .map(i ->
                                Optional.ofNullable(program.constants().get(i)).map(weights::plain))
                        .toList());
    }

    /** The argument of an engine's call that may be left out. */
    static @Nullable PtNDArray optional(PtNDArray[] in, int i) {
        return i < in.length ? in[i] : null;
    }
}
