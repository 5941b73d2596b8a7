package org.lobescope.ui.adding;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.ModelCandidate;
import org.lobescope.classifier.PreparedImage;

/** A network file that is to become a classifier, and what a person has said about it so far. */
public final class AddingModel {
    /**
     * What the network makes of the open image.
     *
     * @param image as the network takes it
     * @param probabilities of the classes; null until they are there
     */
    record Tried(PreparedImage image, double @Nullable [] probabilities) {}

    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable ModelCandidate> candidate = new SimpleObjectProperty<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final ObservableList<StringProperty> classes = FXCollections.observableArrayList();
    private final ObjectProperty<Recipe> recipe = new SimpleObjectProperty<>(Recipe.UNIT);
    private final StringProperty mean = new SimpleStringProperty("0");
    private final StringProperty deviation = new SimpleStringProperty("1");
    private final ObjectProperty<@Nullable Tried> tried = new SimpleObjectProperty<>();
    private final StringProperty problem = new SimpleStringProperty("");

    /** Whether the page is on show. */
    public BooleanProperty open() {
        return open;
    }

    /** The file; null before the first. */
    ObjectProperty<@Nullable ModelCandidate> candidate() {
        return candidate;
    }

    /** Its name for people. */
    StringProperty name() {
        return name;
    }

    /** Names of the classes. */
    ObservableList<StringProperty> classes() {
        return classes;
    }

    /** How images are prepared. */
    ObjectProperty<Recipe> recipe() {
        return recipe;
    }

    /** What is subtracted: a number, or one per channel with commas between them. */
    StringProperty mean() {
        return mean;
    }

    /** What is divided by, likewise. */
    StringProperty deviation() {
        return deviation;
    }

    /** What it makes of the open image; null where none is open or what was said makes no sense yet. */
    ObjectProperty<@Nullable Tried> tried() {
        return tried;
    }

    /** What keeps it from being added, one sentence; empty when nothing does. */
    StringProperty problem() {
        return problem;
    }

    /** Takes a file, with what it tells. */
    void take(ModelCandidate file) {
        candidate.set(file);
        name.set(file.card().name());
        classes.setAll(file.card().classes().stream()
                .map(words -> (StringProperty) new SimpleStringProperty(words))
                .toList());
        recipe.set(Recipe.of(file.card().preprocessing()));
        mean.set(Numbers.text(file.card().preprocessing().mean()));
        deviation.set(Numbers.text(file.card().preprocessing().deviation()));
    }

    /**
     * The file with what a person has said.
     *
     * @throws org.lobescope.Problem when that makes no sense
     */
    ModelCandidate complete(ModelCandidate file) {
        List<String> names = classes.stream().map(StringProperty::get).toList();
        return file.with(
                name.get(),
                names,
                recipe.get()
                        .with(Numbers.read("mean", mean.get()), Numbers.readPositive("deviation", deviation.get())));
    }
}
