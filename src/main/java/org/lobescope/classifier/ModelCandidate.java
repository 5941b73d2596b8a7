package org.lobescope.classifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.file.ModelFile;
import org.lobescope.network.torchscript.ScriptTrial;

/**
 * A network file that is to become a classifier: what the file tells by itself, to be completed by what only a person knows.
 *
 * @param file the network file
 * @param graph the network in it
 * @param card what is known so far: the card beside the file, else what the file tells
 */
public record ModelCandidate(Path file, Graph graph, ModelCard card) {
    /**
     * Reads a network file.
     *
     * @param shape of the images, for files that do not tell; 0 where it is not known either
     * @throws Problem when there is no network in it
     */
    public static ModelCandidate read(Path file, ImageShape shape) {
        return read(file, shape, Optional.empty());
    }

    /**
     * Reads a network file, also one that only PyTorch itself can run.
     *
     * @param shape as above
     * @param trial finds out what such a file takes and gives
     * @throws Problem when there is no network in it
     */
    public static ModelCandidate read(Path file, ImageShape shape, ScriptTrial trial) {
        return read(file, shape, Optional.of(trial));
    }

    private static ModelCandidate read(Path file, ImageShape shape, Optional<ScriptTrial> trial) {
        if (Files.notExists(file)) {
            throw new Problem("There is no file " + file + "; check the name of the network.");
        }
        Path beside = file.resolveSibling(ModelFile.withoutEnding(String.valueOf(file.getFileName())) + ".json");
        Optional<ModelCard> said =
                Files.isRegularFile(beside) ? Optional.of(ModelCards.read(beside)) : Optional.empty();
        ImageShape known = said.filter(c -> c.input().channels() > 0 && shape.channels() == 0)
                .map(c -> new ImageShape(
                        c.input().channels(), c.input().height(), c.input().width()))
                .orElse(shape);
        Graph read = trial.isPresent() ? ModelFile.read(file, known, trial.get()) : ModelFile.read(file, known);
        Graph graph = new ModelCard.Input(known.channels(), known.height(), known.width()).sizing(read);
        String name = ModelFile.withoutEnding(String.valueOf(file.getFileName()));
        ModelCard card = said.orElseGet(() -> new ModelCard(name, List.of()));
        return new ModelCandidate(file, graph, ModelCards.fitting(card, String.valueOf(beside.getFileName()), graph));
    }

    /** The number of classes: two for a single logit. */
    public int classCount() {
        return Math.max(2, graph.logitCount());
    }

    /** How many channels an image has to have. */
    public int channels() {
        return graph.input().channels();
    }

    /**
     * The same network with a card of a person's.
     *
     * @param name for people
     * @param classes their names in the order of the logits
     * @throws Problem when the card contradicts the network
     */
    public ModelCandidate with(String name, List<String> classes, Preprocessing preprocessing) {
        List<String> trimmed = classes.stream().map(String::strip).toList();
        if (trimmed.stream().anyMatch(String::isEmpty)) {
            throw new Problem("A class of " + graph.name() + " has no name: name all " + classCount() + ".");
        }
        ModelCard complete = new ModelCard(
                name.isBlank() ? card.name() : name.strip(),
                card.description(),
                trimmed,
                input(),
                card.output(),
                preprocessing,
                card.defaultCamLayer(),
                card.training(),
                card.test(),
                card.licence(),
                card.citation(),
                List.of());
        Graph sized = complete.input().sizing(graph);
        return new ModelCandidate(file, sized, ModelCards.fitting(complete, "of " + graph.name(), sized));
    }

    /** A network of any size keeps it, unless the file does not tell its input: the next reader needs that. */
    private ModelCard.Input input() {
        ImageShape shape = graph.input();
        boolean any = graph.resizable() && !graph.origin().format().startsWith("TorchScript");
        return any
                ? new ModelCard.Input(shape.channels(), 0, 0)
                : new ModelCard.Input(shape.channels(), shape.height(), shape.width());
    }

    /** The classifier as it would be. */
    public Classifier classifier() {
        return new Classifier(id(), card, graph);
    }

    private String id() {
        return ModelFile.withoutEnding(String.valueOf(file.getFileName()));
    }

    /**
     * Takes the network into a folder of classifiers: a copy of the file, with weights that lie in a second file, and its
     * card.
     *
     * @param replace whether a file of that name may be written over
     * @return the copy
     * @throws Problem when the folder cannot be written to, or there is another network of that name
     */
    public Path save(Path folder, boolean replace) {
        Path target = folder.resolve(String.valueOf(file.getFileName()));
        Path cardFile = folder.resolve(id() + ".json");
        try {
            Files.createDirectories(folder);
            boolean same = Files.exists(target) && Files.isSameFile(file, target);
            if (!same) {
                if (Files.exists(target) && !replace && Files.mismatch(file, target) >= 0) {
                    throw new Problem("There is another network " + target.getFileName() + " in " + folder
                            + ": give this file another name, or replace that one with --replace.");
                }
                copyWeights(folder);
                WholeFile.write(
                        target, part -> Files.copy(file, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING));
            }
            WholeFile.write(cardFile, part -> Files.writeString(part, CardText.of(card), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Problem(
                    "The network could not be saved into " + folder + " (" + e.getMessage()
                            + "): check that there is room and that you may write there.",
                    e);
        }
        return target;
    }

    /** ONNX files keep large weights beside them, by convention under the same name. */
    private void copyWeights(Path folder) throws IOException {
        for (String ending : List.of(".data", "_data")) {
            Path weights = file.resolveSibling(file.getFileName() + ending);
            if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx")
                    && Files.isRegularFile(weights)) {
                Path target = folder.resolve(String.valueOf(weights.getFileName()));
                WholeFile.write(
                        target, part -> Files.copy(weights, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING));
            }
        }
    }
}
