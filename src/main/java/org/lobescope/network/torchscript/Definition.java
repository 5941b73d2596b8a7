package org.lobescope.network.torchscript;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file of TorchScript's source text defines. */
sealed interface Definition {
    /** Its name. */
    String name();

    /** A parameter and its default. */
    record Parameter(String name, Optional<Expression> otherwise) {}

    /**
     * A function, or a method of a class.
     *
     * @param where the file, for messages
     */
    record Function(String name, String where, List<Parameter> parameters, List<Statement> body)
            implements Definition {}

    /**
     * A class.
     *
     * @param base what it is a kind of: Module, NamedTuple
     * @param fields the names of its attributes in order
     * @param constants attributes whose values stand in the text
     */
    record Class(
            String name,
            String base,
            List<String> fields,
            Map<String, Expression> constants,
            Map<String, Function> methods)
            implements Definition {}
}
