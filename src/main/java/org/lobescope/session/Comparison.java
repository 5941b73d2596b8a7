package org.lobescope.session;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;

/** What every map is set beside: nothing, the same method for another class, or with another preset. */
public sealed interface Comparison {
    /** One map for each method. */
    Comparison NONE = new None();

    /** One map for each method. */
    record None() implements Comparison {}

    /**
     * Two maps for each method: of the class that is explained, and of this one.
     *
     * @param name as the model card calls it
     */
    record WithClass(String name) implements Comparison {}

    /** Two maps for each method: with the options as they are set, and with those of this preset. */
    record WithPreset(Preset preset) implements Comparison {}

    /**
     * One map of a method.
     *
     * @param words what tells it from the other of its pair; empty where there are no pairs
     * @param second whether it is the second of its pair
     */
    record Side(Method method, Target target, String words, boolean second) {}

    /** A preset's name for people. */
    static String words(Preset preset) {
        return preset == Preset.REFERENCE ? "Reference" : "Paper";
    }

    /** Whether there are two maps for each method. */
    default boolean pairs() {
        return !(this instanceof None);
    }

    /** The method of the second map of a pair. */
    default Method counterpart(Method first) {
        return this instanceof WithPreset with ? Presets.method(first.id(), with.preset()) : first;
    }

    /**
     * The score of the second map of a pair.
     *
     * @param first the score of the first
     * @param chosen the score that a person chose for all methods; empty for what the preset has
     * @param classes names of the classifier's classes; one that is not among them leaves the class as it is
     */
    default Target counterpart(MethodId method, Target first, Optional<Target.Kind> chosen, List<String> classes) {
        return switch (this) {
            case None _ -> first;
            case WithClass with ->
                new Target(
                        first.kind(),
                        classes.contains(with.name()) ? classes.indexOf(with.name()) : first.classIndex());
            case WithPreset with ->
                new Target(chosen.orElseGet(() -> Presets.defaultTarget(method, with.preset())), first.classIndex());
        };
    }

    /**
     * The maps of a method: one, or both of a pair.
     *
     * @param target of the first
     * @param chosen the score that a person chose for all methods; empty for what the preset has
     * @param preset of the first
     * @param classes names of the classifier's classes
     */
    default List<Side> sides(
            Method method, Target target, Optional<Target.Kind> chosen, Preset preset, List<String> classes) {
        String className = Target.className(classes, target.classIndex());
        Side first = new Side(method, target, first(className, preset), false);
        if (!pairs()) {
            return List.of(first);
        }
        Target other = counterpart(method.id(), target, chosen, classes);
        return List.of(first, new Side(counterpart(method), other, second(), true));
    }

    /**
     * What tells the first map of a pair from the second: its class, or its preset; empty where there are no pairs.
     *
     * @param className the class that is explained
     * @param preset of the first map
     */
    default String first(String className, Preset preset) {
        return switch (this) {
            case None _ -> "";
            case WithClass _ -> className;
            case WithPreset _ -> words(preset);
        };
    }

    /** What tells the second map of a pair from the first; empty where there are no pairs. */
    default String second() {
        return switch (this) {
            case None _ -> "";
            case WithClass with -> with.name();
            case WithPreset with -> words(with.preset());
        };
    }
}
