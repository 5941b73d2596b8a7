package org.lobescope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lobescope.Problem;

/** Folders named by the class of the images in them, perhaps inside folders named by the split. */
final class ClassFolders {
    static final Pattern IMAGE =
            Pattern.compile("(.+?)\\.(fits|fit|fts|png|jpe?g)(\\.(gz|fz))?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> SPLITS = Map.of(
            "train", LabelledImage.TRAIN,
            "training", LabelledImage.TRAIN,
            "valid", LabelledImage.VALIDATION,
            "validation", LabelledImage.VALIDATION,
            "val", LabelledImage.VALIDATION,
            "test", LabelledImage.TEST);

    private final Path folder;

    ClassFolders(Path folder) {
        this.folder = folder;
    }

    LabelledImages read(Where where) {
        where.check(List.of("name", "class", "split"), "a folder");
        List<Path> inside = folders(folder);
        boolean splits = !inside.isEmpty() && inside.stream().allMatch(f -> SPLITS.containsKey(split(f)));
        List<LabelledImage> images = new ArrayList<>();
        for (Path outer : splits ? inside : List.of(folder)) {
            String split = splits ? SPLITS.getOrDefault(split(outer), "") : "";
            for (Path classFolder : folders(outer)) {
                images.addAll(images(classFolder, split));
            }
        }
        if (images.isEmpty()) {
            throw new Problem("There are no folders of images in " + folder
                    + ": make one per class, named by the class, with FITS or PNG files in it.");
        }
        images.removeIf(image -> !where.takes(image.columns()));
        return LabelledImages.of(images);
    }

    private static List<LabelledImage> images(Path classFolder, String split) {
        String className = String.valueOf(classFolder.getFileName());
        List<LabelledImage> images = new ArrayList<>();
        for (Path file : list(classFolder)) {
            var matcher = IMAGE.matcher(String.valueOf(file.getFileName()));
            if (matcher.matches() && Files.isRegularFile(file)) {
                String name = matcher.group(1);
                Map<String, String> columns = Map.of("name", name, "class", className, "split", split);
                images.add(new LabelledImage(name, file, className, split, Positions.of(columns, name), columns));
            }
        }
        if (images.isEmpty()) {
            throw new Problem(
                    "The class folder " + classFolder + " holds no FITS or PNG image: put images in it or remove it.");
        }
        return images;
    }

    private static List<Path> folders(Path folder) {
        return list(folder).stream()
                .filter(Files::isDirectory)
                .filter(f -> !String.valueOf(f.getFileName()).startsWith("."))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new Problem("The folder " + folder + " cannot be read; check that you may read it.", e);
        }
    }

    private static String split(Path folder) {
        return String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT);
    }
}
