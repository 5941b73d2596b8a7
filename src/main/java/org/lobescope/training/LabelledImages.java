package org.lobescope.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;

/**
 * Images with their classes, from folders that are named by the class or from a table.
 *
 * @param classes the names of the classes, in alphabetical order
 * @param images in the order of the table, or by class and name
 */
public record LabelledImages(List<String> classes, List<LabelledImage> images) {
    /** The column of a table that holds the classes, unless another one is named. */
    public static final String CLASS_COLUMN = "fr_class";

    public LabelledImages {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
    }

    static LabelledImages of(List<LabelledImage> images) {
        return new LabelledImages(
                images.stream()
                        .map(LabelledImage::className)
                        .distinct()
                        .sorted()
                        .toList(),
                images);
    }

    /**
     * Reads what {@code data} names: a folder with one folder per class (perhaps inside folders {@code train}, {@code
     * valid}, {@code test}), or a table of comma-separated values with a column {@code name}. No image is opened.
     *
     * @param images where a table's images are; null: beside it, or in {@code images}, {@code png} or {@code fits} there
     * @param classColumn the table's column that holds the classes
     * @param where which rows are taken
     * @throws Problem when there is no such data, a class has no images, or an image of the table is missing
     */
    public static LabelledImages read(Path data, @Nullable Path images, String classColumn, Where where) {
        if (Files.isDirectory(data)) {
            return new ClassFolders(data).read(where);
        }
        if (!Files.exists(data)) {
            throw new Problem("There is no folder or table " + data + ": check its name.");
        }
        return new LabelTable(data, images, classColumn).read(where);
    }

    /** Those of one split. */
    public List<LabelledImage> split(String split) {
        return images.stream().filter(image -> image.split().equals(split)).toList();
    }

    /**
     * Those that may be learnt from or tested with: images of other splits that show a source of the test split, or lie as
     * near to one, are left out.
     *
     * @param arcmin how near is too near
     */
    public LabelledImages clearOfTests(double arcmin) {
        List<LabelledImage> tests = split(LabelledImage.TEST);
        List<LabelledImage> others = images.stream()
                .filter(image -> !image.split().equals(LabelledImage.TEST))
                .toList();
        Set<LabelledImage> near = ImageLoader.near(new LabelledImages(classes, others), tests, arcmin);
        return new LabelledImages(
                classes, images.stream().filter(image -> !near.contains(image)).toList());
    }

    /** The index of a class in {@link #classes()}. */
    public int index(LabelledImage image) {
        return classes.indexOf(image.className());
    }

    /** The same images by name, so that the order of a folder or table plays no part. */
    List<LabelledImage> sorted() {
        return images.stream()
                .sorted(Comparator.comparing(LabelledImage::name)
                        .thenComparing(image -> image.file().toString()))
                .toList();
    }
}
