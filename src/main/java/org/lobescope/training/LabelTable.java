package org.lobescope.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;

/** A table of labels: comma-separated values (RFC 4180, one line per row) with the columns' names in the first line. */
final class LabelTable {
    private static final String NAME = "name";
    private static final List<String> USUAL_FOLDERS = List.of("", "images", "png", "fits");

    private final Path table;
    private final List<Path> folders;
    private final String classColumn;
    private final Map<Path, Map<String, Path>> listings = new HashMap<>();

    LabelTable(Path table, @Nullable Path images, String classColumn) {
        this.table = table;
        Path beside = Optional.ofNullable(table.toAbsolutePath().getParent()).orElse(Path.of(""));
        this.folders = images != null
                ? List.of(images)
                : USUAL_FOLDERS.stream().map(beside::resolve).toList();
        this.classColumn = classColumn;
    }

    LabelledImages read(Where where) {
        List<List<String>> rows = rows();
        if (rows.size() < 2) {
            throw new Problem("The table " + table + " has no rows below its first line; it needs one per image.");
        }
        List<String> columns = rows.getFirst();
        for (String needed : List.of(NAME, classColumn)) {
            if (!columns.contains(needed)) {
                throw new Problem("The table " + table + " has no column '" + needed + "' but "
                        + String.join(", ", columns) + ": rename one, or name the class column (--class-column).");
            }
        }
        where.check(columns, String.valueOf(table.getFileName()));
        List<LabelledImage> images = new ArrayList<>();
        for (int line = 1; line < rows.size(); line++) {
            Map<String, String> row = row(columns, rows.get(line), line + 1);
            if (where.takes(row)) {
                images.add(image(row, line + 1));
            }
        }
        if (images.isEmpty()) {
            throw new Problem("No row of " + table + " meets " + where + ": check the values.");
        }
        return LabelledImages.of(images);
    }

    private Map<String, String> row(List<String> columns, List<String> values, int line) {
        if (values.size() != columns.size()) {
            throw new Problem("Line " + line + " of " + table + " has " + values.size() + " values for "
                    + columns.size() + " columns: correct it.");
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values.get(i));
        }
        return row;
    }

    private LabelledImage image(Map<String, String> row, int line) {
        String name = row.getOrDefault(NAME, "");
        String className = row.getOrDefault(classColumn, "");
        if (name.isEmpty() || className.isEmpty()) {
            throw new Problem("Line " + line + " of " + table + " has no " + (name.isEmpty() ? "name" : "class")
                    + ": fill it in or remove the line.");
        }
        return new LabelledImage(
                name, file(name, line), className, row.getOrDefault("split", ""), Positions.of(row, name), row);
    }

    private Path file(String name, int line) {
        for (Path folder : folders) {
            Path file = listings.computeIfAbsent(folder, LabelTable::listing).get(name);
            if (file != null) {
                return file;
            }
        }
        throw new Problem("There is no FITS or PNG image " + name + " (line " + line + " of " + table + ") in "
                + String.join(", ", folders.stream().map(Path::toString).toList())
                + ": say where the images are (--images).");
    }

    /** The images of a folder, by their names with and without the ending. */
    private static Map<String, Path> listing(Path folder) {
        Map<String, Path> listing = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return listing;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().forEach(file -> {
                String name = String.valueOf(file.getFileName());
                var matcher = ClassFolders.IMAGE.matcher(name);
                if (matcher.matches()) {
                    listing.putIfAbsent(matcher.group(1), file);
                    listing.put(name, file);
                }
            });
        } catch (IOException e) {
            throw new Problem("The folder " + folder + " cannot be read; check that you may read it.", e);
        }
        return listing;
    }

    private List<List<String>> rows() {
        try {
            return Files.readString(table, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(LabelTable::values)
                    .toList();
        } catch (IOException e) {
            throw new Problem("The table " + table + " cannot be read; check that it is a file of UTF-8 text.", e);
        }
    }

    /** The values of a line; a quoted one may hold commas, and quotes written twice. */
    static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    value.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                values.add(value.toString().strip());
                value.setLength(0);
            } else if (c != '\ufeff') {
                value.append(c);
            }
        }
        values.add(value.toString().strip());
        return List.copyOf(values);
    }
}
