package org.lobescope.network.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/** Matrix products. */
final class Matrices {
    private Matrices() {}

    /** Whether a general matrix product is a linear layer with fixed weights. */
    static boolean linear(Op.Gemm gemm, Node node, Program program) {
        List<String> inputs = node.inputs();
        Constant bias = inputs.size() > 2 ? program.constants().get(inputs.get(2)) : null;
        boolean biased = inputs.size() > 2 && !inputs.get(2).isEmpty();
        return program.constants().containsKey(inputs.get(1))
                && !program.constants().containsKey(inputs.getFirst())
                && gemm.alpha() == 1
                && gemm.beta() == 1
                && !gemm.transposeA()
                && (!biased || (bias != null && bias.shape().size() == 1));
    }

    /** A linear layer with weights out x in. */
    @SuppressWarnings("NullAway") // the engine takes null for 'no bias'
    static Operation linear(PtNDArray weights, @Nullable PtNDArray bias) {
        return Operation.of(in -> JniUtils.linear(in[0], weights, bias));
    }

    static Operation gemm(Op.Gemm gemm) {
        return Operation.of(in -> {
            PtNDArray left = gemm.transposeA() ? JniUtils.transpose(in[0], 0, 1) : in[0];
            PtNDArray right = gemm.transposeB() ? JniUtils.transpose(in[1], 0, 1) : in[1];
            PtNDArray product = JniUtils.matmul(left, right);
            if (gemm.alpha() != 1) {
                product = Scalar.times(product, gemm.alpha());
            }
            PtNDArray added = Operations.optional(in, 2);
            if (added != null) {
                product = JniUtils.add(product, gemm.beta() == 1 ? added : Scalar.times(added, gemm.beta()));
            }
            return product;
        });
    }

    static Operation matMul() {
        return Operation.of(in -> JniUtils.matmul(in[0], in[1]));
    }
}
