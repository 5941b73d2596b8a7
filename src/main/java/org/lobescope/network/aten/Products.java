package org.lobescope.network.aten;

import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.operator.Attributes;
import org.lobescope.network.operator.Shapes;

/** Matrix products, and attention. */
final class Products {
    static final Map<String, Aten.Function> ALL = Map.of(
            "linear(input, weight, bias=None)",
            Products::linear,
            "addmm(self, mat1, mat2, beta=1, alpha=1)",
            Products::addmm,
            "mm(self, mat2)",
            call -> call.result("MatMul", AtenCall.NONE, call.tensor("self"), call.tensor("mat2")),
            "bmm(self, mat2)",
            call -> call.result("MatMul", AtenCall.NONE, call.tensor("self"), call.tensor("mat2")),
            "matmul(self, other)",
            call -> call.result("MatMul", AtenCall.NONE, call.tensor("self"), call.tensor("other")),
            "baddbmm(self, batch1, batch2, beta=1, alpha=1)",
            Products::baddbmm,
            "scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None,"
                    + " enable_gqa=False)",
            Products::attention);

    private Products() {}

    private static Object linear(AtenCall call) {
        TensorValue x = call.tensor("input");
        TensorValue weight = call.tensor("weight");
        boolean bias = !call.none("bias");
        if (call.rank(x) == 2 && call.rank(weight) == 2) {
            Attributes attributes = AtenCall.attributes().integer("transB", 1).build();
            return bias
                    ? call.result("Gemm", attributes, x, weight, call.tensor("bias"))
                    : call.result("Gemm", attributes, x, weight);
        }
        TensorValue turned = transposed(call, weight);
        if (!bias) {
            return call.result("MatMul", AtenCall.NONE, x, turned);
        }
        return call.result("Add", AtenCall.NONE, call.step("MatMul", AtenCall.NONE, x, turned), call.tensor("bias"));
    }

    /** With the last two axes exchanged. */
    private static TensorValue transposed(AtenCall call, TensorValue x) {
        int rank = call.rank(x);
        List<Integer> order = Shapes.with(
                Shapes.with(java.util.stream.IntStream.range(0, rank).boxed().toList(), rank - 1, rank - 2),
                rank - 2,
                rank - 1);
        return call.step(
                "Transpose", AtenCall.attributes().integers("perm", order).build(), x);
    }

    private static Object addmm(AtenCall call) {
        Attributes attributes = AtenCall.attributes()
                .number("alpha", call.number("alpha"))
                .number("beta", call.number("beta"))
                .build();
        return call.result("Gemm", attributes, call.tensor("mat1"), call.tensor("mat2"), call.tensor("self"));
    }

    private static Object baddbmm(AtenCall call) {
        TensorValue product = call.step("MatMul", AtenCall.NONE, call.tensor("batch1"), call.tensor("batch2"));
        TensorValue scaled = call.step("Mul", AtenCall.NONE, product, call.number(call.number("alpha")));
        TensorValue more = call.step("Mul", AtenCall.NONE, call.tensor("self"), call.number(call.number("beta")));
        return call.result("Add", AtenCall.NONE, scaled, more);
    }

    /** softmax(Q K^T / sqrt(E) + mask) V (Vaswani 2017). */
    private static Object attention(AtenCall call) {
        if (call.number("dropout_p") != 0) {
            throw call.problem("is in training mode", "call network.eval() before the export");
        }
        if (call.flag("enable_gqa")) {
            throw call.unsupported("shares keys among groups of queries");
        }
        TensorValue query = call.tensor("query");
        TensorValue key = call.tensor("key");
        List<Integer> q = call.shape(query);
        double scale = call.none("scale") ? 1 / Math.sqrt(q.getLast()) : call.number("scale");
        TensorValue scaled = call.step("Mul", AtenCall.NONE, query, call.number(scale));
        TensorValue scores = call.step("MatMul", AtenCall.NONE, scaled, transposed(call, key));
        if (call.flag("is_causal")) {
            scores = call.step("Add", AtenCall.NONE, scores, causal(call, q.get(q.size() - 2), call.shape(key)));
        }
        if (!call.none("attn_mask")) {
            TensorValue mask = call.tensor("attn_mask");
            scores = mask.type() == Constant.Type.BOOL
                    ? call.step("Where", AtenCall.NONE, mask, scores, call.number(-Float.MAX_VALUE))
                    : call.step("Add", AtenCall.NONE, scores, mask);
        }
        Attributes last =
                AtenCall.attributes().integer("axis", call.rank(scores) - 1).build();
        return call.result("MatMul", AtenCall.NONE, call.step("Softmax", last, scores), call.tensor("value"));
    }

    private static TensorValue causal(AtenCall call, int rows, List<Integer> key) {
        int columns = key.get(key.size() - 2);
        call.room((long) rows * columns);
        float[] mask = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = r + 1; c < columns; c++) {
                mask[r * columns + c] = -Float.MAX_VALUE;
            }
        }
        return call.constant(Constant.of(List.of(rows, columns), mask));
    }
}
