package org.lobescope.network.torchscript;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lobescope.Problem;
import org.lobescope.network.FileContent;
import org.lobescope.network.Graph;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.archive.Archive;

/** Reads TorchScript files, traced or scripted, frozen or not. */
public final class TorchScriptReader {
    private TorchScriptReader() {}

    /** Whether an archive is a TorchScript file, by the names of its entries. */
    public static boolean recognises(Archive archive) {
        return archive.find("constants.pkl").isPresent()
                || archive.names().stream().anyMatch(n -> n.contains("code/__torch__"));
    }

    /**
     * Reads a network as a graph of operations.
     *
     * @param expected the shape of its images as far as it is known, 0 where it is not; only looked at where the file does
     *     not tell
     * @throws Problem when the file is damaged, or holds something that Lobescope cannot run
     */
    public static Graph read(Path file, ImageShape expected) {
        try (Archive archive = new Archive(file)) {
            String folder = folder(archive);
            Code code = new Code(archive, folder);
            Modules modules = new Modules(archive, folder, code);
            Graph graph = Graph.of(new TorchScriptFile(archive.file(), archive.fingerprint(), code, modules, expected));
            // Where any size works, that of the images that it was traced with is the best to begin with.
            List<Integer> example = modules.exampleShape().orElse(List.of());
            return graph.resizable() && example.size() == 4 ? graph.at(example.get(2), example.get(3)) : graph;
        }
    }

    /**
     * Reads a network as a graph of operations, or else as a closed program that PyTorch itself runs.
     *
     * @param expected as in {@link #read(Path, ImageShape)}
     * @param trial finds out what such a program takes and gives
     * @throws Problem when it is neither: says why it is no graph, and what PyTorch says where it cannot run it
     */
    public static Graph read(Path file, ImageShape expected, ScriptTrial trial) {
        try {
            return read(file, expected);
        } catch (Problem unreadable) {
            return closed(file, expected, trial, unreadable);
        }
    }

    private static Graph closed(Path file, ImageShape expected, ScriptTrial trial, Problem unreadable) {
        try (Archive archive = new Archive(file)) {
            FileContent content = archive.content();
            FileOperations.named(archive).ifPresent(operation -> {
                throw new Problem(
                        "The file " + archive.name() + " is a program that reads or writes files ('" + operation
                                + "'), which no network needs, so it was not run: get one from somebody you trust.");
            });
            ScriptTrial.Found found = trial.run(file, expected).orElseThrow(() -> unreadable);
            long parameters = modules(archive).map(Modules::parameters).orElse(0L);
            return Graph.of(new ScriptProgram(
                            file, archive.fingerprint(), content, parameters, found, reason(archive, unreadable)))
                    .at(found.image().height(), found.image().width());
        } catch (Problem problem) {
            if (problem != unreadable) {
                problem.addSuppressed(unreadable);
            }
            throw problem;
        }
    }

    /** What a sentence says before it gives its remedy, without the file's name. */
    private static String reason(Archive archive, Problem unreadable) {
        String sentence = String.valueOf(unreadable.getMessage()).replaceFirst("\\.$", "");
        int remedy = sentence.indexOf(": ");
        String reason = remedy < 0 ? sentence : sentence.substring(0, remedy);
        return reason.replaceFirst("^In " + Pattern.quote(archive.name()) + ", ", "in ");
    }

    /** The modules, where they can be read. */
    private static Optional<Modules> modules(Archive archive) {
        try {
            String folder = folder(archive);
            return Optional.of(new Modules(archive, folder, new Code(archive, folder)));
        } catch (Problem unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Looks for images that a network takes which PyTorch runs: those that it was traced with, else by trying likely shapes.
     *
     * @param expected as in {@link #read(Path, ImageShape)}
     */
    public static GraphSource.Input search(Path file, ImageShape expected, Attempt attempt) {
        try (Archive archive = new Archive(file)) {
            Optional<Modules> modules = modules(archive);
            return new InputSearch(
                            modules.flatMap(Modules::exampleShape).orElse(List.of()),
                            modules.map(Modules::weights).orElse(List.of()),
                            expected,
                            1,
                            attempt)
                    .input("x");
        }
    }

    /** Runs a network on images of a shape. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Tries it.
         *
         * @throws Problem when it does not work
         */
        void run(ImageShape image, int batch);
    }

    private static String folder(Archive archive) {
        String data = archive.find("data.pkl")
                .orElseThrow(() -> new Problem("The file " + archive.name()
                        + " lacks its part data.pkl, perhaps because it was written before PyTorch 1.6: load it with"
                        + " torch.jit.load and save it again with a newer PyTorch."));
        return data.substring(0, data.length() - "data.pkl".length());
    }
}
