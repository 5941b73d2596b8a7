package org.lobescope.network.torch;

import ai.djl.pytorch.jni.JniUtils;
import org.lobescope.network.Op;

/** Functions of single values. */
final class Functions {
    private Functions() {}

    static Operation of(Op.Function function) {
        return switch (function) {
            case RELU -> Operation.of(in -> JniUtils.relu(in[0]));
            case SIGMOID -> Operation.of(in -> JniUtils.sigmoid(in[0]));
            case TANH -> Operation.of(in -> JniUtils.tanh(in[0]));
            default -> throw new IllegalStateException(function.toString());
        };
    }

    static Operation of(Op.Operator operator) {
        return switch (operator) {
            case ADD -> Operation.of(in -> JniUtils.add(in[0], in[1]));
            case SUB -> Operation.of(in -> JniUtils.sub(in[0], in[1]));
            case MUL -> Operation.of(in -> JniUtils.mul(in[0], in[1]));
            case DIV -> Operation.of(in -> JniUtils.div(in[0], in[1]));
            default -> throw new IllegalStateException(operator.toString());
        };
    }
}
