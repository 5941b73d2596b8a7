package org.lobescope.network.torchscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.aten.Recorder;
import org.lobescope.network.aten.TensorValue;

/**
 * Follows a network's source text for images of one shape. Whatever does not depend on the pixels is known: attributes of
 * modules, shapes, lengths of lists, and so all conditions and loops. Operations on tensors are recorded.
 */
final class Interpreter {
    private final String file;
    private final Code code;
    private final Modules modules;
    private final Recorder recorder;
    private final LibraryFunctions library;
    private final Attributes attributes;
    private final CallStack stack;

    Interpreter(String file, Code code, Modules modules, Recorder recorder) {
        this.file = file;
        this.code = code;
        this.modules = modules;
        this.recorder = recorder;
        this.stack = new CallStack(file);
        this.library = new LibraryFunctions(recorder, stack);
        this.attributes = new Attributes(modules, recorder);
    }

    /** What the network's forward gives for an image. */
    Object forward(TensorValue image) {
        ScriptValue.Module top = new ScriptValue.Module(modules.root(), "");
        return call(new ScriptValue.Method(top, "forward"), List.of(image), Map.of(), 0);
    }

    private Problem unsupported(int line, String what) {
        return stack.unsupported(line, what);
    }

    /** Runs statements; what they return, if they do. */
    private Optional<Object> run(List<Statement> statements) {
        for (Statement statement : statements) {
            stack.step(statement.line());
            Optional<Object> result = run(statement);
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    private Optional<Object> run(Statement statement) {
        switch (statement) {
            case Statement.Assign assign -> assign(assign);
            case Statement.Run run -> evaluate(run.value(), run.line());
            case Statement.Return result -> {
                return Optional.of(evaluate(result.value(), result.line()));
            }
            case Statement.If choice -> {
                return run(truth(choice.condition(), choice.line()) ? choice.yes() : choice.no());
            }
            case Statement.While loop -> {
                while (truth(loop.condition(), loop.line())) {
                    stack.step(loop.line());
                    Optional<Object> result = run(loop.body());
                    if (result.isPresent()) {
                        return result;
                    }
                }
            }
            case Statement.For loop -> {
                for (Object item : items(evaluate(loop.in(), loop.line()), loop.line())) {
                    stack.step(loop.line());
                    stack.variables().put(loop.name(), item);
                    Optional<Object> result = run(loop.body());
                    if (result.isPresent()) {
                        return result;
                    }
                }
            }
            case Statement.Pass ignored -> {}
        }
        return Optional.empty();
    }

    private boolean truth(Expression condition, int line) {
        Object value = evaluate(condition, line);
        if (value instanceof Boolean b) {
            return b;
        }
        Object number = recorder.number(value)
                .orElseThrow(() -> unsupported(line, "decides by the values of pixels which way to go on"));
        return ((Number) number).doubleValue() != 0;
    }

    private List<Object> items(Object value, int line) {
        return new ArrayList<>(
                switch (value) {
                    case Pickled.Tuple tuple -> tuple.items();
                    case List<?> list -> list;
                    case Map<?, ?> map -> map.values();
                    default -> throw unsupported(line, "takes something apart that is no list");
                });
    }

    private void assign(Statement.Assign assign) {
        Object value = evaluate(assign.value(), assign.line());
        if (!assign.unpack()) {
            set(assign.targets().getFirst(), value, assign.line());
            return;
        }
        List<Object> items = items(value, assign.line());
        if (items.size() != assign.targets().size()) {
            throw unsupported(
                    assign.line(),
                    "takes " + items.size() + " values apart as "
                            + assign.targets().size());
        }
        for (int i = 0; i < items.size(); i++) {
            set(assign.targets().get(i), items.get(i), assign.line());
        }
    }

    private void set(Expression target, Object value, int line) {
        if (target instanceof Expression.Name name) {
            stack.variables().put(name.name(), value);
        } else if (target instanceof Expression.Attribute attribute
                && evaluate(attribute.of(), line) instanceof ScriptValue.Module module) {
            attributes.set(module, attribute.name(), value);
        } else {
            throw unsupported(line, "sets something that is no variable");
        }
    }

    private Object evaluate(Expression expression, int line) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> variable(name.name());
            case Expression.Attribute attribute -> attribute(evaluate(attribute.of(), line), attribute.name(), line);
            case Expression.Item item -> item(evaluate(item.of(), line), evaluate(item.index(), line), line);
            case Expression.Listing listing -> all(listing.items(), line);
            case Expression.Tupling tupling -> new Pickled.Tuple(all(tupling.items(), line));
            case Expression.Mapping mapping -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                List<Object> keys = all(mapping.keys(), line);
                List<Object> values = all(mapping.values(), line);
                for (int i = 0; i < keys.size(); i++) {
                    Object key = keys.get(i);
                    if (!(key instanceof String) && !(key instanceof Number)) {
                        throw unsupported(line, "keeps values under something that is no text or number");
                    }
                    map.put(key, values.get(i));
                }
                yield map;
            }
            case Expression.Application application -> apply(application);
        };
    }

    private List<Object> all(List<Expression> expressions, int line) {
        List<Object> values = new ArrayList<>();
        for (Expression expression : expressions) {
            values.add(evaluate(expression, line));
        }
        return values;
    }

    private Object variable(String name) {
        Object value = stack.variables().get(name);
        return value == null ? new ScriptValue.Path(name) : value;
    }

    private Object attribute(Object of, String name, int line) {
        if (of instanceof ScriptValue.Module module) {
            return attribute(module, name, line);
        }
        if (of instanceof ScriptValue.Path path) {
            if (path.name().equals("CONSTANTS") && name.matches("c\\d{1,8}")) {
                int i = Integer.parseInt(name.substring(1));
                return modules.constant(i) instanceof Constant constant
                        ? recorder.constant("CONSTANTS." + name, constant)
                        : modules.constant(i);
            }
            return new ScriptValue.Path(path.name() + "." + name);
        }
        if (of instanceof Map<?, ?> map && map.get(name) instanceof Object value) {
            return value;
        }
        return library.property(of, name)
                .orElseThrow(() -> unsupported(line, "asks for ." + name + ", which Lobescope does not know"));
    }

    private Object attribute(ScriptValue.Module module, String name, int line) {
        Optional<Object> value = attributes.get(module, name);
        if (value.isPresent()) {
            return value.get();
        }
        Definition.Class type = type(module, line);
        Expression constant = type.constants().get(name);
        if (constant != null) {
            return evaluate(constant, line);
        }
        if (type.methods().containsKey(name)) {
            return new ScriptValue.Method(module, name);
        }
        throw stack.problem(
                line,
                "uses the attribute " + name + " of the module '" + module.path() + "', which the file does not hold",
                "export or copy the file again");
    }

    private Definition.Class type(ScriptValue.Module module, int line) {
        String name = module.instance().type().toString();
        if (code.find(name).orElse(null) instanceof Definition.Class type) {
            return type;
        }
        throw stack.problem(
                line, "uses the class " + name + ", whose text is not in it", "export or copy the file again");
    }

    private Object item(Object of, Object index, int line) {
        if (of instanceof Map<?, ?> map) {
            if ((index instanceof String || index instanceof Number) && map.get(index) instanceof Object value) {
                return value;
            }
            throw unsupported(line, "looks for an entry that is not there");
        }
        // A type such as List[int].
        if (of instanceof ScriptValue.Path) {
            return of;
        }
        List<Object> items = items(of, line);
        if (index instanceof Long i) {
            long at = i < 0 ? i + items.size() : i;
            if (at >= 0 && at < items.size()) {
                return items.get((int) at);
            }
        }
        throw stack.problem(
                line,
                "takes entry " + (index instanceof Long ? index : "") + " of a list of " + items.size(),
                "give it images of the size that it was made for");
    }

    private Object apply(Expression.Application application) {
        int line = application.line();
        stack.step(line);
        if (application.function() instanceof Expression.Name name
                && !stack.variables().containsKey(name.name())) {
            Optional<Object> form = form(name.name(), application, line);
            if (form.isPresent()) {
                return form.get();
            }
        }
        Object function = application.function() instanceof Expression.Attribute attribute
                ? method(attribute, line)
                : evaluate(application.function(), line);
        List<Object> in = all(application.in(), line);
        Map<String, Object> named = new LinkedHashMap<>();
        application.named().forEach((key, value) -> named.put(key, evaluate(value, line)));
        return call(function, in, named, line);
    }

    /** {@code of.name} as a function. */
    private Object method(Expression.Attribute attribute, int line) {
        Object of = evaluate(attribute.of(), line);
        return of instanceof ScriptValue.Module module
                        && attributes.get(module, attribute.name()).isEmpty()
                ? new ScriptValue.Method(module, attribute.name())
                : attribute(of, attribute.name(), line);
    }

    /** Forms of the language that look like functions. */
    private Optional<Object> form(String name, Expression.Application application, int line) {
        List<Expression> in = application.in();
        return switch (name) {
            case "annotate", "unchecked_cast" ->
                in.size() == 2 ? Optional.of(evaluate(in.get(1), line)) : Optional.empty();
            case "uninitialized" -> Optional.of(ScriptValue.Unset.UNSET);
            case "getattr" ->
                in.size() == 2 && evaluate(in.get(1), line) instanceof String attribute
                        ? Optional.of(attribute(evaluate(in.get(0), line), attribute, line))
                        : Optional.empty();
            case "isinstance" -> throw unsupported(line, "asks for the type of a value");
            default -> Optional.empty();
        };
    }

    private Object call(Object function, List<Object> in, Map<String, Object> named, int line) {
        return switch (function) {
            case ScriptValue.Method method -> {
                Definition.Class type = type(method.module(), line);
                Definition.Function found = type.methods().get(method.name());
                if (found == null) {
                    throw stack.problem(
                            line,
                            "calls " + method.name() + " of the module '"
                                    + method.module().path() + "', which has none",
                            "export or copy the file again");
                }
                List<Object> all = new ArrayList<>(List.of(method.module()));
                all.addAll(in);
                yield enter(found, all, named, method.module().path(), line);
            }
            case ScriptValue.Path path -> named(path.name(), in, named, line);
            default -> throw unsupported(line, "calls something that is no function");
        };
    }

    /** Calls a function by its full name. */
    private Object named(String name, List<Object> in, Map<String, Object> named, int line) {
        if (name.startsWith("__torch__.")) {
            Definition definition = code.find(name).orElse(null);
            if (definition instanceof Definition.Function function) {
                String module = stack.module();
                return enter(function, in, named, module, line);
            }
            if (definition instanceof Definition.Class type && type.base().equals("NamedTuple")) {
                Map<Object, Object> fields = new LinkedHashMap<>();
                for (int i = 0; i < Math.min(in.size(), type.fields().size()); i++) {
                    fields.put(type.fields().get(i), in.get(i));
                }
                named.forEach(fields::put);
                return fields;
            }
            throw unsupported(line, "uses " + name + ", which Lobescope cannot run");
        }
        return library.call(name, in, named, line);
    }

    private Object enter(
            Definition.Function function, List<Object> in, Map<String, Object> named, String module, int line) {
        CallStack.Frame frame = stack.frame(function, module, line);
        if (in.size() > function.parameters().size()) {
            throw unsupported(line, "gives " + function.name() + " more than it takes");
        }
        for (int i = 0; i < function.parameters().size(); i++) {
            Definition.Parameter parameter = function.parameters().get(i);
            Object value = i < in.size() ? in.get(i) : named.get(parameter.name());
            if (value == null) {
                value = parameter
                        .otherwise()
                        .map(e -> evaluateAlone(frame, e))
                        .orElseThrow(() -> stack.isEmpty()
                                ? new Problem("The network in " + file + " wants '" + parameter.name()
                                        + "' beside an image: Lobescope runs networks that take one image and nothing"
                                        + " else.")
                                : unsupported(line, "calls " + function.name() + " without " + parameter.name()));
            }
            frame.variables().put(parameter.name(), value);
        }
        stack.enter(frame);
        Object result = run(function.body()).orElse(Pickled.Nothing.NONE);
        stack.leave();
        return result;
    }

    /** The default of a parameter. */
    private Object evaluateAlone(CallStack.Frame frame, Expression expression) {
        stack.enter(frame);
        Object value = evaluate(expression, 0);
        stack.leave();
        return value;
    }
}
