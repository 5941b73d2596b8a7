package org.lobescope.network.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;

/** Matrix products. */
final class Matrices {
    private Matrices() {}

    /** Whether a general matrix product is a linear layer with fixed weights. */
    static boolean linear(Op.Gemm gemm, Optional<Constant> b, Optional<Constant> c, Node node) {
        boolean bias = node.inputs().size() > 2 && !node.inputs().get(2).isEmpty();
        return b.isPresent()
                && gemm.alpha() == 1
                && gemm.beta() == 1
                && !gemm.transposeA()
                && (!bias || c.filter(constant -> constant.shape().size() == 1).isPresent());
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
