package org.lobescope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lobescope.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that a person named: by themselves, by the folder that they are in, or in a list. Each comes once, however
 * often it was named.
 */
final class ChosenImages {
    private static final Logger LOG = LoggerFactory.getLogger(ChosenImages.class);

    /** What stands for the standard input in place of a list's name. */
    private static final String STANDARD_INPUT = "-";

    private static final Pattern IMAGE =
            Pattern.compile(".+\\.(fits|fit|fts|fz|gz|png|jpe?g)", Pattern.CASE_INSENSITIVE);

    private final InputStream standardInput;
    private final Predicate<Path> made;
    private final Map<Path, Path> files = new LinkedHashMap<>(); // by what they are, as they were named

    /**
     * Nothing yet.
     *
     * @param made which files of a folder were made by this program, and are not to be taken for images
     */
    ChosenImages(InputStream standardInput, Predicate<Path> made) {
        this.standardInput = standardInput;
        this.made = made;
    }

    /** The images in order: as they were named, those of a folder by name. */
    Collection<Path> files() {
        return files.values();
    }

    /**
     * Adds what an argument names: an image, a folder of images, or {@code @} and a list.
     *
     * @throws Problem when a folder or a list cannot be read or has nothing in it
     */
    void add(Path argument) {
        String text = argument.toString();
        if (text.startsWith("@") && text.length() > 1 && !Files.exists(argument)) {
            addList(text.substring(1));
        } else {
            addImages(argument);
        }
    }

    private void addImages(Path path) {
        if (!Files.isDirectory(path)) {
            // A file that is not there is told of when its turn comes, as is one that is no image.
            files.putIfAbsent(path.toAbsolutePath().normalize(), path);
            return;
        }
        List<Path> found = imagesIn(path);
        if (found.isEmpty()) {
            throw new Problem("There is no image in the folder " + path
                    + " (FITS, also .gz and .fz, PNG or JPEG): name another folder.");
        }
        found.forEach(file -> files.putIfAbsent(file.toAbsolutePath().normalize(), file));
    }

    /** The images of a folder and of all folders in it, by name; hidden ones are left out. */
    private List<Path> imagesIn(Path folder) {
        List<Path> found = new ArrayList<>();
        SimpleFileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes facts) {
                return !inner.equals(folder) && hidden(inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                String name = String.valueOf(file.getFileName());
                if (!hidden(file) && IMAGE.matcher(name).matches() && facts.isRegularFile() && !made.test(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(folder)) {
                    throw e;
                }
                // It is told of when its turn comes. A loop of links is none: its images have been seen already.
                LOG.info("{} cannot be looked into", file, e);
                if (!(e instanceof java.nio.file.FileSystemLoopException)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
        } catch (IOException e) {
            throw new Problem("The folder " + folder + " cannot be read: check that you may look into it.", e);
        }
        found.sort(null);
        return found;
    }

    private static boolean hidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    /**
     * Adds what a list names, one file or folder a line, relative to the list's folder; empty lines and lines that begin
     * with # are left out.
     *
     * @param name of the list; {@code -}: the standard input, relative to the working folder
     */
    void addList(String name) {
        boolean input = name.equals(STANDARD_INPUT);
        Path list = Path.of(input ? "" : name);
        Optional<Path> base = input ? Optional.empty() : Optional.ofNullable(list.getParent());
        String called = input ? "the list on the standard input" : "the list " + name;
        int before = files.size();
        int entries = 0;
        for (String line : lines(list, input, called)) {
            String entry = line.strip();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            entries++;
            try {
                Path path = Path.of(entry);
                addImages(base.map(folder -> folder.resolve(path)).orElse(path));
            } catch (InvalidPathException e) {
                throw new Problem("'" + entry + "' in " + called + " is no name of a file: correct it.", e);
            }
        }
        if (entries == 0) {
            throw new Problem("There is nothing in " + called + ": write one image's path on each line.");
        }
        LOG.debug("{} names {} images", called, files.size() - before);
    }

    private List<String> lines(Path list, boolean input, String called) {
        try {
            if (input) {
                return new String(standardInput.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
            try (Stream<String> lines = Files.lines(list)) {
                return lines.toList();
            }
        } catch (java.nio.file.NoSuchFileException e) {
            throw new Problem("There is no file " + list + ", so " + called + " cannot be read: check its name.", e);
        } catch (IOException | java.io.UncheckedIOException e) {
            String why = e instanceof MalformedInputException || e.getCause() instanceof MalformedInputException
                    ? "it is no text in UTF-8; give a text file with one path on each line"
                    : "check that you may read it";
            throw new Problem("The list " + list + " cannot be read: " + why + ".", e);
        }
    }
}
