package org.lobescope.network.torchscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.archive.Pickled;

/**
 * Parses the small part of Python that TorchScript's source text is written in: classes with attributes and methods,
 * functions, assignments, if, for, while, return; calls, attributes, items, lists, tuples, maps.
 */
final class Parser {
    private static final int DEEPEST = 150;

    private final List<Lexer.Word> words;
    private final String path;
    private final String where;
    private int at;
    private int depth;

    private Parser(String text, String path, String file) {
        this.where = path + " in " + file;
        this.path = path;
        this.words = Lexer.words(text, where);
    }

    /**
     * The definitions in a file by name.
     *
     * @param path the entry, for messages
     * @param file the archive, for messages
     */
    static Map<String, Definition> parse(String text, String path, String file) {
        Parser parser = new Parser(text, path, file);
        Map<String, Definition> definitions = new LinkedHashMap<>();
        while (!parser.is(Lexer.Kind.END)) {
            if (parser.is(Lexer.Kind.NEWLINE) || parser.is("import") || parser.is("op_version_set")) {
                parser.skipLine();
                continue;
            }
            Definition definition = parser.is("class") ? parser.type() : parser.function();
            definitions.put(definition.name(), definition);
        }
        return definitions;
    }

    private Lexer.Word word() {
        return words.get(at);
    }

    private boolean is(Lexer.Kind kind) {
        return word().kind() == kind;
    }

    private boolean is(String text) {
        return word().text().equals(text) && !is(Lexer.Kind.TEXT);
    }

    private boolean take(String text) {
        if (!is(text)) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(String text) {
        if (!take(text)) {
            throw unknown();
        }
    }

    private void expect(Lexer.Kind kind) {
        if (!is(kind)) {
            throw unknown();
        }
        at++;
    }

    private String name() {
        if (!is(Lexer.Kind.NAME)) {
            throw unknown();
        }
        return words.get(at++).text();
    }

    private Problem unknown() {
        return new Problem("Line " + word().line() + " of " + where
                + " is written in a way that Lobescope does not know, at '" + word().text()
                + "': export or copy the file again.");
    }

    private void skipLine() {
        while (!is(Lexer.Kind.NEWLINE) && !is(Lexer.Kind.END)) {
            at++;
        }
        if (is(Lexer.Kind.NEWLINE)) {
            at++;
        }
    }

    private Definition.Class type() {
        expect("class");
        String name = name();
        String base = "";
        if (take("(")) {
            base = is(")") ? "" : name();
            while (!take(")")) {
                at++;
            }
        }
        expect(":");
        expect(Lexer.Kind.NEWLINE);
        expect(Lexer.Kind.INDENT);
        List<String> fields = new ArrayList<>();
        Map<String, Expression> constants = new LinkedHashMap<>();
        Map<String, Definition.Function> methods = new LinkedHashMap<>();
        while (!is(Lexer.Kind.DEDENT)) {
            if (is("def")) {
                Definition.Function method = function();
                methods.put(method.name(), method);
            } else {
                attribute(fields, constants);
            }
        }
        at++;
        return new Definition.Class(name, base, List.copyOf(fields), constants, methods);
    }

    /** {@code name : type}, {@code name : Final[type] = value}, {@code name = value}, {@code __annotations__["0"] = type}. */
    private void attribute(List<String> fields, Map<String, Expression> constants) {
        if (take("pass")) {
            expect(Lexer.Kind.NEWLINE);
            return;
        }
        String name = name();
        if (take(":")) {
            fields.add(name);
            expression();
        } else if (is("[")) {
            skipLine();
            return;
        }
        if (take("=")) {
            constants.put(name, expression());
        }
        expect(Lexer.Kind.NEWLINE);
    }

    private Definition.Function function() {
        expect("def");
        String name = name();
        expect("(");
        List<Definition.Parameter> parameters = new ArrayList<>();
        while (!take(")")) {
            take("*");
            String parameter = name();
            if (take(":")) {
                expression();
            }
            parameters.add(
                    new Definition.Parameter(parameter, take("=") ? Optional.of(expression()) : Optional.empty()));
            if (!is(")")) {
                expect(",");
            }
        }
        if (take("->")) {
            expression();
        }
        return new Definition.Function(name, path, List.copyOf(parameters), block());
    }

    private List<Statement> block() {
        enter();
        expect(":");
        expect(Lexer.Kind.NEWLINE);
        expect(Lexer.Kind.INDENT);
        List<Statement> statements = new ArrayList<>();
        while (!is(Lexer.Kind.DEDENT)) {
            statements.add(statement());
        }
        at++;
        depth--;
        return List.copyOf(statements);
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new Problem(
                    "Line " + word().line() + " of " + where + " is nested too deeply: export the network" + " again.");
        }
    }

    private Statement statement() {
        int line = word().line();
        if (take("if")) {
            Expression condition = expression();
            List<Statement> yes = block();
            return new Statement.If(condition, yes, take("else") ? block() : List.of(), line);
        }
        if (take("for")) {
            String name = name();
            expect("in");
            Expression in = expression();
            return new Statement.For(name, in, block(), line);
        }
        if (take("while")) {
            Expression condition = expression();
            return new Statement.While(condition, block(), line);
        }
        Statement simple = simple(line);
        expect(Lexer.Kind.NEWLINE);
        return simple;
    }

    private Statement simple(int line) {
        if (take("pass")) {
            return new Statement.Pass(line);
        }
        if (take("return")) {
            return new Statement.Return(
                    is(Lexer.Kind.NEWLINE) ? new Expression.Literal(Pickled.Nothing.NONE) : several(), line);
        }
        Expression first = several();
        if (!take("=")) {
            return new Statement.Run(first, line);
        }
        boolean unpack = first instanceof Expression.Tupling;
        List<Expression> targets = first instanceof Expression.Tupling tuple ? tuple.items() : List.of(first);
        for (Expression target : targets) {
            if (!(target instanceof Expression.Name) && !(target instanceof Expression.Attribute)) {
                throw unknown();
            }
        }
        return new Statement.Assign(targets, unpack, several(), line);
    }

    /** Expressions with commas between are a tuple. */
    private Expression several() {
        Expression first = expression();
        if (!is(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (take(",")) {
            if (is(Lexer.Kind.NEWLINE) || is("=") || is("]")) {
                break;
            }
            items.add(expression());
        }
        return new Expression.Tupling(List.copyOf(items));
    }

    private Expression expression() {
        enter();
        Expression expression = primary();
        while (true) {
            int line = word().line();
            if (take(".")) {
                expression = new Expression.Attribute(expression, name());
            } else if (take("[")) {
                expression = new Expression.Item(expression, several());
                expect("]");
            } else if (take("(")) {
                expression = application(expression, line);
            } else {
                depth--;
                return expression;
            }
        }
    }

    private Expression application(Expression function, int line) {
        List<Expression> in = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!take(")")) {
            boolean name = is(Lexer.Kind.NAME)
                    && words.get(at + 1).text().equals("=")
                    && words.get(at + 1).kind() == Lexer.Kind.SIGN;
            if (name) {
                String parameter = name();
                expect("=");
                named.put(parameter, expression());
            } else {
                in.add(expression());
            }
            if (!is(")")) {
                expect(",");
            }
        }
        return new Expression.Application(function, List.copyOf(in), named, line);
    }

    private Expression primary() {
        Lexer.Word word = word();
        switch (word.kind()) {
            case NUMBER -> {
                at++;
                return new Expression.Literal(number(word.text(), false));
            }
            case TEXT -> {
                at++;
                return new Expression.Literal(word.text());
            }
            case NAME -> {
                at++;
                return named(word.text());
            }
            default -> {}
        }
        if (take("-")) {
            Lexer.Word digits = word();
            if (take("inf")) {
                return new Expression.Literal(Double.NEGATIVE_INFINITY);
            }
            expect(Lexer.Kind.NUMBER);
            return new Expression.Literal(number(digits.text(), true));
        }
        if (take("[")) {
            return new Expression.Listing(items("]"));
        }
        if (take("(")) {
            return parenthesised();
        }
        if (take("{")) {
            List<Expression> keys = new ArrayList<>();
            List<Expression> values = new ArrayList<>();
            while (!take("}")) {
                keys.add(expression());
                expect(":");
                values.add(expression());
                if (!is("}")) {
                    expect(",");
                }
            }
            return new Expression.Mapping(List.copyOf(keys), List.copyOf(values));
        }
        throw unknown();
    }

    private static Expression named(String name) {
        return switch (name) {
            case "True" -> new Expression.Literal(true);
            case "False" -> new Expression.Literal(false);
            case "None" -> new Expression.Literal(Pickled.Nothing.NONE);
            case "inf" -> new Expression.Literal(Double.POSITIVE_INFINITY);
            case "nan" -> new Expression.Literal(Double.NaN);
            default -> new Expression.Name(name);
        };
    }

    private List<Expression> items(String end) {
        List<Expression> items = new ArrayList<>();
        while (!take(end)) {
            items.add(expression());
            if (!is(end)) {
                expect(",");
            }
        }
        return List.copyOf(items);
    }

    private Expression parenthesised() {
        if (take(")")) {
            return new Expression.Tupling(List.of());
        }
        Expression first = expression();
        if (take(")")) {
            return first;
        }
        expect(",");
        List<Expression> items = new ArrayList<>(List.of(first));
        items.addAll(items(")"));
        return new Expression.Tupling(List.copyOf(items));
    }

    private Object number(String digits, boolean minus) {
        String text = minus ? "-" + digits : digits;
        try {
            return digits.matches("\\d+") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Problem(
                    "Line " + word().line() + " of " + where + " holds the number " + digits
                            + ", which is none: export or copy the file again.",
                    e);
        }
    }
}
