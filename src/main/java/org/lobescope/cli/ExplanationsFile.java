package org.lobescope.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lobescope.Version;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.explain.Option;
import org.lobescope.explain.Target;
import org.lobescope.figure.MapStatistics;
import org.lobescope.network.torch.TorchEngine;

/**
 * {@code explanations.json}: what was asked and what came out, in words and numbers, beside the maps.
 *
 * <p>It is whole and true after every image, with one image on a line. Numbers that are not finite are null, since JSON
 * has no others.
 */
final class ExplanationsFile implements ResultFile {
    private static final Gson HEAD =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Gson LINE =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    /** The last line before the images. */
    private static final String IMAGES = "  \"images\": [";

    private static final String TAIL = "\n  ]\n}\n";

    private final Path file;
    private final ExplainJob job;
    private @Nullable RecordFile records;

    ExplanationsFile(Path folder, ExplainJob job) {
        this.file = folder.resolve("explanations.json");
        this.job = job;
    }

    @Override
    public List<PastResult> past() {
        List<PastResult> past = new ArrayList<>();
        Reading reading = new Reading();
        RecordFile.read(file, line -> {
            reading.line(line).flatMap(ExplanationsFile::result).ifPresent(past::add);
        });
        if (Files.exists(file) && !reading.job().equals(Optional.of(job.fingerprint()))) {
            throw job.refused(file, "--maps", "folder");
        }
        return past;
    }

    @Override
    public void begin(Predicate<Path> kept) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("lobescope", Version.CURRENT.program());
        all.put("djl", Version.CURRENT.djl());
        all.put("pytorch", TorchEngine.start().version()); // it is being loaded anyway
        all.put("begun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("job", job.fingerprint());
        all.put("classifier", job.classifier().id());
        all.put("classifier_name", job.classifier().card().name());
        all.put("classes", job.classifier().card().classes());
        all.put("preset", job.preset().id());
        if (job.comparison().pairs()) {
            all.put("compared_with", job.comparison().suffix());
        }
        String head = HEAD.toJson(all);
        RecordFile.Frame frame =
                new RecordFile.Frame(head.substring(0, head.lastIndexOf('\n')) + ",\n" + IMAGES, ",", TAIL);
        records = RecordFile.begin(file, frame, into -> {
            Reading reading = new Reading();
            RecordFile.read(file, line -> {
                Optional<JsonObject> image = reading.line(line);
                if (image.flatMap(ExplanationsFile::result)
                        .filter(result -> kept.test(result.image()))
                        .isPresent()) {
                    into.accept("    " + LINE.toJson(image.get()));
                }
            });
        });
    }

    /** Goes through a file line by line. */
    private static final class Reading {
        private final StringBuilder head = new StringBuilder();
        private boolean images;

        /** The image on a line; empty for the head, the tail, and a line that was torn. */
        Optional<JsonObject> line(String line) {
            if (!images) {
                head.append(line).append('\n');
                images = line.equals(IMAGES);
                return Optional.empty();
            }
            // Behind it stands a comma, or where a new tail was torn a part of the old one.
            return object(line.substring(0, line.lastIndexOf('}') + 1));
        }

        /** Which job the file is of. */
        Optional<String> job() {
            return object(head + "]}").map(said -> said.get("job")).map(ExplanationsFile::text);
        }
    }

    private static Optional<JsonObject> object(String text) {
        try {
            return text.endsWith("}") && JsonParser.parseString(text) instanceof JsonObject object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonElement element) {
        return element.isJsonPrimitive() ? element.getAsString() : null;
    }

    private static Optional<PastResult> result(JsonObject image) {
        try {
            return Optional.ofNullable(image.get("file"))
                    .map(ExplanationsFile::text)
                    .map(said -> new PastResult(
                            PastResult.key(Path.of(said)),
                            Optional.ofNullable(image.get("name"))
                                    .map(ExplanationsFile::text)
                                    .orElse(""),
                            Optional.ofNullable(image.get("complete"))
                                    .map(JsonElement::getAsBoolean)
                                    .orElse(false)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public String record(ImageReport report) {
        return "    " + LINE.toJson(image(report));
    }

    @Override
    public void add(String record) {
        if (records != null) {
            records.append(record);
        }
    }

    @Override
    public void close() {
        if (records != null) {
            records.close();
        }
    }

    private Map<String, Object> image(ImageReport report) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("file", report.file().toString());
        image.put("name", report.name());
        image.put("complete", report.complete());
        report.failure().ifPresent(reason -> image.put("failure", reason));
        report.panel().ifPresent(panel -> image.put("panel", panel.toString()));
        report.answer().ifPresent(answer -> {
            List<String> classes = job.classifier().card().classes();
            double[] p = Target.probabilities(answer.logits());
            Map<String, Object> probabilities = new LinkedHashMap<>();
            for (int i = 0; i < p.length; i++) {
                probabilities.put(classes.get(i), finite(p[i]));
            }
            image.put("probabilities", probabilities);
            List<Object> logits = new ArrayList<>();
            for (float logit : answer.logits()) {
                logits.add(finite(logit));
            }
            image.put("logits", logits);
            image.put("predicted_class", classes.get(ChosenClass.predicted(answer.logits())));
            image.put("class", classes.get(answer.classIndex()));
            image.put("class_index", answer.classIndex());
            image.put("input", input(answer.prepared()));
            image.put(
                    "methods",
                    answer.methods().stream().map(ExplanationsFile::method).toList());
        });
        return image;
    }

    private static Map<String, Object> input(PreparedImage prepared) {
        CutOut cutOut = prepared.cutOut();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("first_column", cutOut.x());
        input.put("first_row", cutOut.y());
        input.put("columns", cutOut.width());
        input.put("rows", cutOut.height());
        input.put("preparation", prepared.steps());
        input.put("warnings", prepared.warnings());
        input.put("unlike_training_data", prepared.unlikeTraining().isPresent());
        return input;
    }

    private static Map<String, Object> method(MethodReport report) {
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("method", report.chosen().method().id().id());
        if (!report.side().isEmpty()) {
            method.put("compared", report.side());
        }
        method.put("target", report.target().kind().id());
        Map<String, Object> options = new LinkedHashMap<>();
        for (Option option : report.chosen().method().options()) {
            options.put(option.key(), option.value());
        }
        method.put("options", options);
        report.failure().ifPresent(reason -> method.put("failure", reason));
        report.explanation().ifPresent(explanation -> {
            method.put("layer", explanation.layer().map(layer -> layer.name()).orElse(null));
            method.put(
                    "map", report.map().map(map -> map.getFileName().toString()).orElse(null));
            MapStatistics numbers = report.numbers().orElseThrow();
            method.put("min", finite(numbers.min()));
            method.put("max", finite(numbers.max()));
            method.put("sum", finite(numbers.sum()));
            method.put("in_source", finite(numbers.onSource().orElse(Double.NaN)));
            method.put("signed", explanation.sign() == Explanation.Sign.SIGNED);
            explanation.completeness().ifPresent(completeness -> {
                Map<String, Object> sums = new LinkedHashMap<>();
                sums.put("sum", finite(completeness.sum()));
                sums.put("score_change", finite(completeness.scoreChange()));
                sums.put("error", finite(completeness.error()));
                method.put("completeness", sums);
            });
            method.put("notes", explanation.notes().stream().map(Note::text).toList());
            method.put("seconds", finite(Math.round(explanation.seconds() * 1000) / 1000.0));
            method.put("from_cache", report.cached());
        });
        return method;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
