package org.lobescope.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Target;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.sky.ImageReader;
import org.lobescope.training.LabelledImage;
import org.lobescope.training.LabelledImages;

/** Asks a classifier for its answers to labelled images, prepared as the window and {@code explain} prepare them. */
public final class Evaluator {
    private final Classifier classifier;

    /** For that classifier. */
    public Evaluator(Classifier classifier) {
        this.classifier = classifier;
    }

    /**
     * All answers.
     *
     * @param data what the images are, for people
     * @param done is told how many images are finished
     * @throws Problem when an image cannot be read or classified, or no label is one of the classifier's classes
     */
    public Evaluation evaluate(LabelledImages images, String data, IntConsumer done) {
        List<String> classes = classifier.card().classes();
        check(images, classes);
        List<Answer> answers = new ArrayList<>();
        List<Answer> others = new ArrayList<>();
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            int finished = 0;
            for (LabelledImage image : images.images()) {
                Answer answer = answer(network, image, classes);
                (answer.truth() < 0 ? others : answers).add(answer);
                done.accept(++finished);
            }
        }
        return new Evaluation(classifier.card().name(), classifier.id(), data, classes, answers, others);
    }

    private static void check(LabelledImages images, List<String> classes) {
        boolean any = images.classes().stream().anyMatch(label -> index(classes, label) >= 0);
        if (!any) {
            throw new Problem("The images are labelled " + String.join(", ", new TreeSet<>(images.classes()))
                    + ", but the classifier tells " + String.join(", ", classes)
                    + " apart; choose another classifier, or the column of its classes (--class-column).");
        }
    }

    /** The class of a label, -1 where there is none; capitals don't matter. */
    private static int index(List<String> classes, String label) {
        return IntStream.range(0, classes.size())
                .filter(c -> classes.get(c).equalsIgnoreCase(label))
                .findFirst()
                .orElse(-1);
    }

    private Answer answer(TorchNetwork network, LabelledImage image, List<String> classes) {
        PreparedImage prepared;
        try {
            prepared = classifier.prepare(ImageReader.read(image.file()));
        } catch (Problem problem) {
            String name = String.valueOf(image.file().getFileName());
            String sentence = String.valueOf(problem.getMessage());
            throw new Problem(
                    (sentence.contains(name) ? "" : image.file() + ": ") + sentence + " Or leave it out with --where.",
                    problem);
        }
        double[] probabilities = Target.probabilities(logits(network, prepared));
        int truth = index(classes, image.className());
        Answer answer = new Answer(
                image.name(),
                image.className(),
                truth,
                probabilities,
                prepared.grey(),
                prepared.x().axis(3),
                prepared.unlikeTraining().isPresent());
        // Pictures are kept only of what goes wrong: there may be thousands of images.
        return answer.right() || truth < 0 ? answer.withoutPicture() : answer;
    }

    private float[] logits(TorchNetwork network, PreparedImage prepared) {
        if (!classifier.graph().resizable()) {
            return network.logits(prepared.x())[0];
        }
        try (TorchNetwork fitting =
                new TorchNetwork(classifier.fitting(prepared).graph())) {
            return fitting.logits(prepared.x())[0];
        }
    }

    /** The labels of images that count nowhere, with their number. */
    public static String otherLabels(Evaluation evaluation) {
        return evaluation.others().stream()
                .collect(Collectors.groupingBy(Answer::label, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
