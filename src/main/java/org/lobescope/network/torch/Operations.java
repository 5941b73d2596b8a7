package org.lobescope.network.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Optional;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/** Turns the nodes of a program into operations of the engine. */
final class Operations {
    private final Program program;
    private final Weights weights;

    Operations(Program program, Weights weights) {
        this.program = program;
        this.weights = weights;
    }

    /** The operation of a node. */
    Operation of(Node node) {
        List<Integer> shape = program.shape(node.inputs().getFirst());
        return switch (node.op()) {
            case Op.Conv conv -> convolution(conv, node, kernel(node), bias(node, 2));
            case Op.BatchNorm norm ->
                Normalisation.batchNorm(norm, array(node, 1), array(node, 2), array(node, 3), array(node, 4));
            case Op.MaxPool pool -> Pooling.max(pool, shape);
            case Op.AveragePool pool -> Pooling.average(pool, shape);
            case Op.Reduce reduce -> Reductions.of(reduce, shape);
            case Op.Unary unary -> Functions.of(unary.function());
            case Op.Binary binary -> inputs(node, Functions.of(binary.operator()));
            case Op.Gemm gemm -> inputs(node, Matrices.gemm(gemm, this, node));
            case Op.MatMul ignored -> inputs(node, Operation.of(in -> JniUtils.matmul(in[0], in[1])));
            case Op.Reshape reshape -> {
                long[] to = reshape.shape().stream().mapToLong(n -> n).toArray();
                yield Operation.of(in -> JniUtils.reshape(in[0], to));
            }
            case Op.Identity ignored ->
                Operation.of(in -> JniUtils.reshape(in[0], in[0].getShape().getShape()));
            default -> throw new IllegalStateException(node.op().toString());
        };
    }

    /** Whether a batch norm can be worked into a convolution. */
    boolean folds(Node conv, Node norm) {
        return conv.op() instanceof Op.Conv
                && constant(conv, 1).isPresent()
                && (conv.inputs().size() < 3
                        || conv.inputs().get(2).isEmpty()
                        || constant(conv, 2).isPresent())
                && norm.inputs().stream().skip(1).allMatch(program.constants()::containsKey);
    }

    /** A convolution with the batch norm behind it worked in. */
    Operation folded(Node conv, Node norm) {
        Op.Conv op = (Op.Conv) conv.op();
        Weights.Kernel kernel = weights.normalised(new Weights.Normalised(
                constant(conv, 1).orElseThrow(),
                constant(conv, 2),
                constant(norm, 1).orElseThrow(),
                constant(norm, 2).orElseThrow(),
                constant(norm, 3).orElseThrow(),
                constant(norm, 4).orElseThrow(),
                ((Op.BatchNorm) norm.op()).epsilon()));
        return Convolution.of(op, kernel.weights(), kernel.bias());
    }

    private Operation convolution(Op.Conv conv, Node node, Optional<PtNDArray> kernel, Optional<PtNDArray> bias) {
        return Convolution.of(conv, kernel.orElseThrow(), bias.orElse(null));
    }

    private Optional<PtNDArray> kernel(Node node) {
        return constant(node, 1).map(weights::kernel);
    }

    private Optional<PtNDArray> bias(Node node, int i) {
        return constant(node, i).map(weights::plain);
    }

    /** A constant input, if it is one. */
    Optional<Constant> constant(Node node, int i) {
        return i < node.inputs().size()
                ? Optional.ofNullable(program.constants().get(node.inputs().get(i)))
                : Optional.empty();
    }

    Weights weights() {
        return weights;
    }

    PtNDArray array(Node node, int i) {
        return weights.plain(constant(node, i).orElseThrow());
    }

    /** Puts the constants among a node's inputs in their places. */
    private Operation inputs(Node node, Operation operation) {
        PtNDArray[] constants = new PtNDArray[node.inputs().size()];
        boolean any = false;
        for (int i = 0; i < constants.length; i++) {
            Optional<Constant> constant = constant(node, i);
            if (constant.isPresent()) {
                constants[i] = weights.plain(constant.get());
                any = true;
            }
        }
        if (!any) {
            return operation;
        }
        return in -> {
            PtNDArray[] all = in.clone();
            for (int i = 0; i < all.length; i++) {
                if (constants[i] != null) {
                    all[i] = constants[i];
                }
            }
            return operation.run(all);
        };
    }
}
