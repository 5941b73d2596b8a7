package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/**
 * Computes operations on constants when a network is imported: arithmetic on shapes, and kernels that a network makes of
 * other kernels.
 */
final class Evaluation {
    private Evaluation() {}

    /** The outputs, or empty when this operation is left to the engine. */
    static Optional<List<Constant>> of(Op op, List<Constant> in, List<List<Integer>> shapes) {
        List<Integer> shape = shapes.getFirst();
        Constant x = in.getFirst();
        Constant result = switch (op) {
            case Op.Identity ignored -> x;
            case Op.Reshape ignored -> Moves.reshape(x, shape);
            case Op.Transpose transpose -> Moves.transpose(x, shape, transpose.order());
            case Op.Expand ignored -> Moves.expand(x, shape);
            case Op.Tile ignored -> Moves.tile(x, shape);
            case Op.Slice slice -> Moves.slice(x, shape, slice);
            case Op.Gather gather -> Moves.gather(x, in.get(1), shape, gather.axis());
            case Op.Concat concat -> Moves.concat(in, shape, concat.axis());
            case Op.Pad pad -> Moves.pad(x, shape, pad);
            case Op.Unary unary -> Arithmetic.unary(unary.function(), x);
            case Op.Binary binary -> Arithmetic.binary(binary.operator(), x, in.get(1), shape);
            case Op.Clip clip -> Arithmetic.clip(x, clip);
            case Op.Where ignored -> Arithmetic.where(x, in.get(1), in.get(2), shape);
            case Op.Cast cast -> Arithmetic.cast(x, cast.type());
            case Op.Reduce reduce -> Arithmetic.reduce(x, reduce, shape);
            case Op.MatMul ignored -> Arithmetic.matMul(x, in.get(1), shape);
            default -> null;
        };
        if (op instanceof Op.Split split) {
            List<Constant> parts = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < shapes.size(); i++) {
                int end = start + split.lengths().get(i);
                parts.add(Moves.slice(x, shapes.get(i), new Op.Slice(split.axis(), start, end, 1)));
                start = end;
            }
            return Optional.of(parts);
        }
        return result == null ? Optional.empty() : Optional.of(List.of(result));
    }
}
