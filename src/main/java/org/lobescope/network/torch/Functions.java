package org.lobescope.network.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Functions of single values and of pairs of values. */
final class Functions {
    private Functions() {}

    static Operation of(Op.Function function) {
        return switch (function) {
            case RELU -> unary(JniUtils::relu);
            case SIGMOID -> unary(JniUtils::sigmoid);
            case TANH -> unary(JniUtils::tanh);
            case SOFTPLUS -> unary(JniUtils::softPlus);
            case SOFTSIGN -> unary(JniUtils::softSign);
            case MISH -> unary(x -> JniUtils.mul(x, JniUtils.tanh(JniUtils.softPlus(x))));
            case HARD_SWISH -> unary(x -> JniUtils.mul(x, JniUtils.clip(Scalar.plus(Scalar.over(x, 6), 0.5), 0, 1)));
            case GELU -> unary(JniUtils::gelu);
            case GELU_TANH -> unary(Functions::geluTanh);
            case ERF -> unary(JniUtils::erf);
            case EXP -> unary(JniUtils::exp);
            case LOG -> unary(JniUtils::log);
            case SQRT -> unary(JniUtils::sqrt);
            case RECIPROCAL ->
                unary(x -> JniUtils.div(JniUtils.onesLike(x, x.getDataType(), x.getDevice(), x.getSparseFormat()), x));
            case NEG -> unary(JniUtils::neg);
            case ABS -> unary(JniUtils::abs);
            case SIGN -> unary(JniUtils::sign);
            case FLOOR -> unary(JniUtils::floor);
            case CEIL -> unary(JniUtils::ceil);
            case ROUND -> unary(JniUtils::round);
            case SIN -> unary(JniUtils::sin);
            case COS -> unary(JniUtils::cos);
            case TAN -> unary(JniUtils::tan);
            case ATAN -> unary(JniUtils::atan);
            case NOT -> unary(JniUtils::logicalNot);
        };
    }

    /** x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) (Hendrycks &amp; Gimpel 2016). */
    private static PtNDArray geluTanh(PtNDArray x) {
        PtNDArray cube = JniUtils.mul(JniUtils.mul(x, x), x);
        PtNDArray inner = Scalar.times(JniUtils.add(x, Scalar.times(cube, 0.044715)), Math.sqrt(2 / Math.PI));
        return JniUtils.mul(Scalar.times(x, 0.5), Scalar.plus(JniUtils.tanh(inner), 1));
    }

    static Operation of(Op.Operator operator) {
        return switch (operator) {
            case ADD -> binary(JniUtils::add);
            case SUB -> binary(JniUtils::sub);
            case MUL -> binary(JniUtils::mul);
            case DIV -> binary(JniUtils::div);
            case POW -> binary(JniUtils::pow);
            case MIN -> binary(JniUtils::min);
            case MAX -> binary(JniUtils::max);
            case MOD -> binary(JniUtils::remainder);
            case FMOD -> binary((a, b) -> JniUtils.sub(a, JniUtils.mul(JniUtils.trunc(JniUtils.div(a, b)), b)));
            case EQUAL -> binary(JniUtils::eq);
            case GREATER -> binary(JniUtils::gt);
            case GREATER_OR_EQUAL -> binary(JniUtils::gte);
            case LESS -> binary(JniUtils::lt);
            case LESS_OR_EQUAL -> binary(JniUtils::lte);
            case AND -> binary(JniUtils::logicalAnd);
            case OR -> binary(JniUtils::logicalOr);
            case XOR -> binary(JniUtils::logicalXor);
        };
    }

    private static Operation unary(UnaryOperator<PtNDArray> function) {
        return Operation.of(in -> function.apply(in[0]));
    }

    private static Operation binary(BinaryOperator<PtNDArray> function) {
        return Operation.of(in -> function.apply(in[0], in[1]));
    }

    static Operation leakyRelu(Op.LeakyRelu f) {
        return unary(x -> JniUtils.leakyRelu(x, f.alpha()));
    }

    static Operation elu(double alpha) {
        return unary(x -> JniUtils.elu(x, alpha));
    }

    /** max(0, x) + min(0, alpha (exp(x / alpha) - 1)): an Elu of x / alpha, times alpha. */
    static Operation celu(double alpha) {
        return unary(x -> Scalar.times(JniUtils.elu(Scalar.over(x, alpha), 1), alpha));
    }

    static Operation selu(Op.Selu f) {
        return unary(x -> Scalar.times(JniUtils.elu(x, f.alpha()), f.gamma()));
    }

    static Operation thresholdedRelu(double alpha) {
        return unary(x -> JniUtils.mul(x, JniUtils.to((PtNDArray) x.gt(alpha), DataType.FLOAT32, x.getDevice())));
    }

    static Operation hardSigmoid(Op.HardSigmoid f) {
        return unary(x -> JniUtils.clip(Scalar.plus(Scalar.times(x, f.alpha()), f.beta()), 0, 1));
    }

    /**
     * With a lower limit of 0 (ReLU6), the gradient at exactly 0 is 0, as that of a ReLU: convolutions without bias give
     * exactly 0 on empty sky.
     */
    static Operation clip(Op.Clip f) {
        if (f.min() == 0) {
            return unary(x -> {
                PtNDArray positive = JniUtils.relu(x);
                return f.max() == Float.POSITIVE_INFINITY ? positive : JniUtils.clip(positive, 0, f.max());
            });
        }
        return unary(x -> JniUtils.clip(x, f.min(), f.max()));
    }

    static Operation prelu() {
        return Operation.of(in -> JniUtils.where((PtNDArray) in[0].gt(0), in[0], JniUtils.mul(in[0], in[1])));
    }

    static Operation where() {
        return Operation.of(in -> JniUtils.where(
                in[0].getDataType() == DataType.BOOLEAN ? in[0] : (PtNDArray) in[0].neq(0), in[1], in[2]));
    }

    static Operation cast(Constant.Type type) {
        DataType to = switch (type) {
            case FLOAT -> DataType.FLOAT32;
            case INT -> DataType.INT64;
            case BOOL -> DataType.BOOLEAN;
        };
        return unary(x -> JniUtils.to(x, to, x.getDevice()));
    }
}
