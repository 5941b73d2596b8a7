package org.lobescope.network.torchscript;

import java.util.List;
import java.util.Map;

/** An expression of TorchScript's source text. */
sealed interface Expression {
    /** A number, text, True, False or None. */
    record Literal(Object value) implements Expression {}

    /** A name. */
    record Name(String name) implements Expression {}

    /** {@code of.name}. */
    record Attribute(Expression of, String name) implements Expression {}

    /** {@code of[index]}. */
    record Item(Expression of, Expression index) implements Expression {}

    /** {@code function(in, name=value)}. */
    record Application(Expression function, List<Expression> in, Map<String, Expression> named, int line)
            implements Expression {}

    /** {@code [a, b]}. */
    record Listing(List<Expression> items) implements Expression {}

    /** {@code (a, b)}. */
    record Tupling(List<Expression> items) implements Expression {}

    /** {@code {a: b}}. */
    record Mapping(List<Expression> keys, List<Expression> values) implements Expression {}
}
