package org.lobescope.service.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Option;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;

/**
 * What is asked of a service elsewhere. Classifiers and images are named by their content; one that the service lacks is
 * sent as an {@link Upload} first.
 */
public sealed interface Ask {
    /** The {@link org.lobescope.classifier.Classifier#fingerprint} of the classifier. */
    String classifier();

    /**
     * An explanation.
     *
     * @param image the {@link org.lobescope.classifier.PreparedImage#key}
     */
    record Explain(
            String classifier,
            String image,
            String slot,
            Method method,
            Target target,
            Optional<String> layer,
            int priority)
            implements Ask {}

    /**
     * The logits of an image.
     *
     * @param image the {@link org.lobescope.classifier.PreparedImage#key}
     */
    record Classify(String classifier, String image) implements Ask {}

    /** Loads the classifier's network ahead of time. */
    record WarmUp(String classifier) implements Ask {}

    /** As bytes. */
    default byte[] bytes() {
        MessageWriter out = new MessageWriter();
        switch (this) {
            case Explain e -> {
                out.kind(1).text(e.classifier).text(e.image).text(e.slot);
                write(out, e.method);
                out.text(e.target.kind().name()).whole(e.target.classIndex());
                out.text(e.layer).whole(e.priority);
            }
            case Classify c -> out.kind(2).text(c.classifier).text(c.image);
            case WarmUp w -> out.kind(3).text(w.classifier);
        }
        return out.done();
    }

    /**
     * From bytes.
     *
     * @throws MalformedMessage when they are no such message
     */
    static Ask of(byte[] bytes) throws MalformedMessage {
        MessageReader in = new MessageReader(bytes);
        Ask ask = switch (in.kind()) {
            case 1 ->
                new Explain(
                        in.text(),
                        in.text(),
                        in.text(),
                        method(in),
                        new Target(in.constant(Target.Kind.class), in.whole()),
                        in.maybeText(),
                        in.whole());
            case 2 -> new Classify(in.text(), in.text());
            case 3 -> new WarmUp(in.text());
            default -> throw new MalformedMessage("no such question");
        };
        in.end();
        return ask;
    }

    /** A method as its id and all its options: equal methods come out equal. */
    private static void write(MessageWriter out, Method method) {
        out.text(method.id().id()).whole(method.options().size());
        for (Option option : method.options()) {
            out.text(option.key());
            switch (option) {
                case Option.Whole o -> out.kind('w').whole(o.value());
                case Option.Real o -> out.kind('r').real(o.value());
                case Option.Flag o -> out.kind('f').flag(o.value());
                case Option.Choice o -> out.kind('c').text(o.value());
                case Option.Reals o -> {
                    out.kind('l').whole(o.value().size());
                    o.value().forEach(out::real);
                }
            }
        }
    }

    private static Method method(MessageReader in) throws MalformedMessage {
        String id = in.text();
        MethodId known = MethodId.of(id).orElseThrow(() -> new MalformedMessage("no method " + id));
        Map<String, Object> options = new LinkedHashMap<>();
        for (int n = in.count(Integer.BYTES + 1); n > 0; n--) {
            options.put(in.text(), value(in));
        }
        Method method = Presets.method(known, Preset.REFERENCE);
        try {
            for (Map.Entry<String, Object> option : options.entrySet()) {
                method = method.with(option.getKey(), option.getValue());
            }
        } catch (Problem problem) {
            throw new MalformedMessage("an option that " + id + " does not take", problem);
        }
        return method;
    }

    private static Object value(MessageReader in) throws MalformedMessage {
        return switch (in.kind()) {
            case 'w' -> in.whole();
            case 'r' -> in.real();
            case 'f' -> in.flag();
            case 'c' -> in.text();
            case 'l' -> {
                List<Double> values = new ArrayList<>();
                for (int n = in.count(Double.BYTES); n > 0; n--) {
                    values.add(in.real());
                }
                yield values;
            }
            default -> throw new MalformedMessage("no such kind of option");
        };
    }
}
