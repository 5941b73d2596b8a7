package org.lobescope.network.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;

/** Matrix products. */
final class Matrices {
    private Matrices() {}

    @SuppressWarnings("NullAway") // the engine takes null for 'no bias'
    static Operation gemm(Op.Gemm gemm, Operations operations, Node node) {
        Optional<Constant> b = operations.constant(node, 1);
        Optional<Constant> c = operations.constant(node, 2);
        boolean vector = c.map(constant -> constant.shape().size() == 1)
                .orElse(node.inputs().size() < 3);
        if (b.isPresent() && vector && gemm.alpha() == 1 && gemm.beta() == 1 && !gemm.transposeA()) {
            PtNDArray matrix = gemm.transposeB()
                    ? operations.weights().plain(b.get())
                    : operations.weights().transposed(b.get());
            PtNDArray bias = c.map(operations.weights()::plain).orElse(null);
            return Operation.of(in -> JniUtils.linear(in[0], matrix, bias));
        }
        return Operation.of(in -> {
            PtNDArray left = gemm.transposeA() ? JniUtils.transpose(in[0], 0, 1) : in[0];
            PtNDArray right = gemm.transposeB() ? JniUtils.transpose(in[1], 0, 1) : in[1];
            PtNDArray product = JniUtils.matmul(left, right);
            if (gemm.alpha() != 1) {
                product = (PtNDArray) product.mul(gemm.alpha());
            }
            if (in.length > 2 && in[2] != null) {
                product = JniUtils.add(product, gemm.beta() == 1 ? in[2] : (PtNDArray) in[2].mul(gemm.beta()));
            }
            return product;
        });
    }
}
