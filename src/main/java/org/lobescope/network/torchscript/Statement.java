package org.lobescope.network.torchscript;

import java.util.List;

/** A statement of TorchScript's source text. */
sealed interface Statement {
    /** The line that it begins in. */
    int line();

    /** {@code a, b = value}; targets are names, or attributes of objects. */
    record Assign(List<Expression> targets, boolean unpack, Expression value, int line) implements Statement {}

    /** An expression for its effect. */
    record Run(Expression value, int line) implements Statement {}

    /** {@code if condition: ... else: ...}. */
    record If(Expression condition, List<Statement> yes, List<Statement> no, int line) implements Statement {}

    /** {@code for name in range(count): ...}. */
    record For(String name, Expression in, List<Statement> body, int line) implements Statement {}

    /** {@code while condition: ...}. */
    record While(Expression condition, List<Statement> body, int line) implements Statement {}

    /** {@code return value}. */
    record Return(Expression value, int line) implements Statement {}

    /** {@code pass}. */
    record Pass(int line) implements Statement {}
}
