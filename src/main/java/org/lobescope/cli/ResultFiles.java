package org.lobescope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lobescope.Problem;

/**
 * The files that tell of all images of a job, together: what an earlier run, perhaps killed, has finished of it, and what
 * this one adds.
 *
 * <p>An image is finished when every file tells that all of it worked, and its maps and its figure are there.
 */
final class ResultFiles implements AutoCloseable {
    private final List<ResultFile> files;
    private final Map<Path, String> names = new HashMap<>();
    private final Set<Path> finished = new HashSet<>();

    /**
     * Reads what there is.
     *
     * @param restart whether earlier results are left out
     * @throws Problem when a file is of another job
     */
    ResultFiles(ExplainJob job, Figures figures, List<ResultFile> files, boolean restart) {
        this.files = List.copyOf(files);
        if (restart) {
            return;
        }
        Map<Path, Integer> told = new HashMap<>();
        for (ResultFile file : files) {
            Set<Path> complete = new HashSet<>();
            for (PastResult past : file.past()) {
                names.putIfAbsent(past.image(), past.name());
                if (past.complete() && past.name().equals(names.get(past.image()))) {
                    complete.add(past.image());
                }
            }
            complete.forEach(image -> told.merge(image, 1, Integer::sum));
        }
        told.forEach((image, times) -> {
            if (times == files.size() && isThere(job, figures, names.getOrDefault(image, ""))) {
                finished.add(image);
            }
        });
    }

    private static boolean isThere(ExplainJob job, Figures figures, String name) {
        return figures.of(name).stream().allMatch(Files::exists)
                && job.maps(name).stream().allMatch(Files::exists);
    }

    /** The names that earlier runs gave to images; see {@link PastResult#key}. */
    Map<Path, String> names() {
        return names;
    }

    /** Whether nothing is left to be done for an image. */
    boolean isFinished(Path image) {
        return finished.contains(PastResult.key(image));
    }

    /**
     * Begins to write: what is finished stays, what is done again is taken out, and so is everything else when earlier
     * results are left out.
     *
     * @param images that are done in this run
     */
    void begin(List<Path> images) {
        Set<Path> again = new HashSet<>();
        images.forEach(image -> again.add(PastResult.key(image)));
        for (ResultFile file : files) {
            file.begin(image -> names.containsKey(image) && !again.contains(image));
        }
    }

    /** The lines for an image, one for each file. */
    List<String> records(ImageReport report) {
        return files.stream().map(file -> file.record(report)).toList();
    }

    /**
     * Adds an image to all files.
     *
     * @throws Problem when it could not be written to one of them
     */
    void add(List<String> records) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            try {
                files.get(i).add(records.get(i));
            } catch (Problem problem) {
                problems.add(problem);
            }
        }
        if (!problems.isEmpty()) {
            throw problems.getFirst();
        }
    }

    @Override
    public void close() {
        files.forEach(ResultFile::close);
    }
}
