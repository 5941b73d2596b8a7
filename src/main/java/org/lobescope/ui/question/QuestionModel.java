package org.lobescope.ui.question;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary.Entry;
import org.lobescope.classifier.ModelCard;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.session.Comparison;

/** What is asked: which classifier, which class, which score, with which preset. */
public final class QuestionModel {
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final Map<ModelCard, String> places = new IdentityHashMap<>();
    private final ObjectProperty<@Nullable Classifier> classifier = new SimpleObjectProperty<>();
    private final ObjectProperty<Integer> classIndex = new SimpleObjectProperty<>(0);
    private final ObjectProperty<Optional<Target.Kind>> kind = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Preset> preset = new SimpleObjectProperty<>(Preset.REFERENCE);
    private final ObjectProperty<Comparison> comparison = new SimpleObjectProperty<>(Comparison.NONE);

    /** The classifiers to choose from. */
    public ObservableList<Entry> entries() {
        return entries;
    }

    /** The classifier that is asked; null before the first is known. */
    public ObjectProperty<@Nullable Classifier> classifier() {
        return classifier;
    }

    /** The class that is explained, counted from 0. */
    public ObjectProperty<Integer> classIndex() {
        return classIndex;
    }

    /** Which function of the logits is explained; empty: what the preset has for each method. */
    public ObjectProperty<Optional<Target.Kind>> kind() {
        return kind;
    }

    /** The set of options. */
    public ObjectProperty<Preset> preset() {
        return preset;
    }

    /** What every map is set beside. */
    public ObjectProperty<Comparison> comparison() {
        return comparison;
    }

    /** Where a classifier was loaded from: its id, or the path of its file. */
    public String where(Classifier loaded) {
        return places.getOrDefault(loaded.card(), loaded.id());
    }

    /** Remembers where a classifier was loaded from. */
    public void remember(Classifier loaded, String where) {
        places.put(loaded.card(), where);
    }

    /** The names of the classes; empty before there is a classifier. */
    public List<String> classes() {
        Classifier now = classifier.get();
        return now == null ? List.of() : now.card().classes();
    }

    /** A preset's name for people. */
    public static String words(Preset preset) {
        return Comparison.words(preset);
    }

    /** The name of the class that is explained. */
    public String className() {
        return Target.className(classes(), classIndex.get());
    }

    /** The score that a method explains. */
    public Target target(MethodId method) {
        Target.Kind score = kind.get().orElseGet(() -> Presets.defaultTarget(method, preset.get()));
        return new Target(score, classIndex.get());
    }

    /** The score that the second map of a method's pair explains. */
    public Target counterTarget(MethodId method) {
        return comparison.get().counterpart(method, target(method), kind.get(), classes());
    }
}
