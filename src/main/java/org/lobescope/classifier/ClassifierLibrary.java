package org.lobescope.classifier;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.ContentHash;
import org.lobescope.Problem;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.file.ModelFile;
import org.lobescope.network.torchscript.ScriptTrial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classifiers that can be chosen: those that come with the program, those in the user's folder, and any network
 * file by its path. A classifier is loaded once; asked for again it is the same object.
 */
public final class ClassifierLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifierLibrary.class);
    private static final String ENDING = ".onnx";
    private static final String FOLDER = "/models/";

    private final Path userFolder;
    private final Optional<ScriptTrial> trial;
    private final Map<String, Classifier> loaded = new ConcurrentHashMap<>();

    /**
     * A library.
     *
     * @param userFolder with the user's own network files, each with its card beside it; need not exist
     */
    public ClassifierLibrary(Path userFolder) {
        this(userFolder, Optional.empty());
    }

    /**
     * A library that also opens what only PyTorch itself can run.
     *
     * @param userFolder as above
     * @param trial finds out what such a file takes and gives
     */
    public ClassifierLibrary(Path userFolder, ScriptTrial trial) {
        this(userFolder, Optional.of(trial));
    }

    private ClassifierLibrary(Path userFolder, Optional<ScriptTrial> trial) {
        this.userFolder = userFolder;
        this.trial = trial;
    }

    /**
     * A classifier that can be chosen.
     *
     * @param id the name on the command line
     * @param card what its card says; not yet compared with the network
     * @param bundled whether it comes with the program
     */
    public record Entry(String id, ModelCard card, boolean bundled) {}

    /** All that can be chosen by id, bundled ones first. Files whose card is broken are left out, with a line in the log. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (String id : bundled()) {
            entries.add(new Entry(id, ModelCards.parse(resource(id + ".json"), id + ".json"), true));
        }
        userFiles().forEach((id, file) -> {
            try {
                entries.add(new Entry(id, card(file), false));
            } catch (Problem e) {
                LOG.warn("{} is left out: {}", file, e.getMessage());
            }
        });
        return entries;
    }

    /** The classifier to begin with. */
    public Classifier first() {
        return load(bundled().getFirst());
    }

    /**
     * A classifier by its id or by the path of its network file.
     *
     * @throws Problem when there is none, the file is damaged, or its card contradicts it
     */
    public Classifier load(String idOrPath) {
        if (bundled().contains(idOrPath)) {
            return loaded.computeIfAbsent(idOrPath, this::loadBundled);
        }
        Path own = userFiles().get(idOrPath);
        if (own != null) {
            return load(own, idOrPath);
        }
        if (ModelFile.named(idOrPath) || idOrPath.contains("/") || idOrPath.contains("\\")) {
            try {
                return load(Path.of(idOrPath));
            } catch (InvalidPathException e) {
                throw new Problem(
                        "\"" + idOrPath + "\" is no name of a file; give a classifier's name or a network file.", e);
            }
        }
        throw new Problem("There is no classifier " + idOrPath + "; choose one of "
                + entries().stream().map(Entry::id).collect(Collectors.joining(", "))
                + ", or give the path of a network file.");
    }

    /**
     * Where a classifier comes from.
     *
     * @param id the name on the command line
     * @param file its network file; empty for a bundled one
     * @param sha256 of the network file's content
     */
    public record Origin(String id, Optional<Path> file, String sha256) {}

    /**
     * Where the classifier comes from that {@link #load(String)} loads.
     *
     * @throws Problem when there is none
     */
    public Origin origin(String idOrPath) {
        if (bundled().contains(idOrPath)) {
            return new Origin(idOrPath, Optional.empty(), ContentHash.of(resourceFile(idOrPath + ENDING)));
        }
        Path own = userFiles().get(idOrPath);
        Path file = own == null ? Path.of(idOrPath) : own;
        return new Origin(own == null ? id(file) : idOrPath, Optional.of(file), ContentHash.of(file));
    }

    /** A classifier from a network file anywhere, with the card beside it. */
    public Classifier load(Path file) {
        return load(file, id(file));
    }

    private Classifier load(Path file, String id) {
        if (Files.isDirectory(file)) {
            throw new Problem(file + " is a folder; give the network file in it.");
        }
        if (!Files.exists(file)) {
            throw new Problem("There is no file " + file + "; check the name of the network.");
        }
        // A file that was written anew is another network.
        return loaded.computeIfAbsent(file.toAbsolutePath().normalize() + " " + changed(file), key -> {
            Optional<Path> card = cardFile(file);
            ModelCard said = card(file);
            ModelCard.Input input = said.input();
            ImageShape shape = new ImageShape(input.channels(), input.height(), input.width());
            Graph graph = input.sizing(
                    trial.isPresent() ? ModelFile.read(file, shape, trial.get()) : ModelFile.read(file, shape));
            return new Classifier(
                    id,
                    ModelCards.fitting(
                            said,
                            card.map(Path::getFileName).map(Path::toString).orElse(""),
                            graph),
                    graph);
        });
    }

    private static String changed(Path file) {
        StringBuilder times = new StringBuilder();
        try {
            times.append(Files.getLastModifiedTime(file).toMillis());
            Optional<Path> card = cardFile(file);
            if (card.isPresent()) {
                times.append(' ').append(Files.getLastModifiedTime(card.get()).toMillis());
            }
        } catch (IOException e) {
            LOG.debug("no time of {}", file, e);
        }
        return times.toString();
    }

    private static ModelCard card(Path file) {
        return cardFile(file)
                .map(ModelCards::read)
                .orElseGet(() -> ModelCards.none(String.valueOf(file.getFileName())));
    }

    /** {@code NAME.json} beside {@code NAME.onnx}, {@code NAME.pt2} and so on. */
    private static Optional<Path> cardFile(Path file) {
        return Optional.of(file.resolveSibling(id(file) + ".json")).filter(Files::isRegularFile);
    }

    private static String id(Path file) {
        return ModelFile.withoutEnding(String.valueOf(file.getFileName()));
    }

    /**
     * The user's files by id. A file of the same name as a bundled classifier does not hide it, and of two files that differ
     * in their ending the second one's id is its whole name.
     */
    private Map<String, Path> userFiles() {
        Map<String, Path> byId = new LinkedHashMap<>();
        if (!Files.isDirectory(userFolder)) {
            return byId;
        }
        try (Stream<Path> files = Files.list(userFolder)) {
            files.filter(f -> ModelFile.named(f.toString())).sorted().forEach(file -> {
                String id = bundled().contains(id(file)) ? "user/" + id(file) : id(file);
                byId.put(byId.containsKey(id) ? "user/" + file.getFileName() : id, file);
            });
        } catch (IOException e) {
            LOG.warn("the models in {} cannot be listed", userFolder, e);
        }
        return byId;
    }

    private static List<String> bundled() {
        return List.of(new Gson().fromJson(resource("index.json"), String[].class));
    }

    private Classifier loadBundled(String id) {
        Graph graph = ModelFile.read(resourceFile(id + ENDING));
        String card = id + ".json";
        return new Classifier(id, ModelCards.fitting(ModelCards.parse(resource(card), card), card, graph), graph);
    }

    private static String resource(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw incomplete(name, e);
        }
    }

    /** A bundled file as a file; what lies in the program's jar is copied out. */
    private static Path resourceFile(String name) {
        URL url = ClassifierLibrary.class.getResource(FOLDER + name);
        try (InputStream in = open(name)) {
            if (url != null && url.getProtocol().equals("file")) {
                return Path.of(url.toURI());
            }
            // What is registered last goes first: the file before its folder.
            Path folder = Files.createTempDirectory("lobescope-");
            folder.toFile().deleteOnExit();
            Path copy = folder.resolve(name);
            copy.toFile().deleteOnExit();
            Files.copy(in, copy);
            return copy;
        } catch (IOException | URISyntaxException e) {
            throw new Problem(
                    "The classifier " + name
                            + " could not be unpacked into the folder for temporary files; free some space" + " there.",
                    e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = ClassifierLibrary.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw incomplete(name, null);
        }
        return in;
    }

    private static Problem incomplete(String name, @Nullable Exception e) {
        String sentence = "The program is incomplete: it has no " + FOLDER + name + "; install it again.";
        return e == null ? new Problem(sentence) : new Problem(sentence, e);
    }
}
