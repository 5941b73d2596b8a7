package org.lobescope.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lobescope.Version;
import org.lobescope.WholeFile;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Note;
import org.lobescope.explain.Option;
import org.lobescope.explain.Target;
import org.lobescope.network.torch.TorchEngine;

/**
 * {@code explanations.json}: what was asked and what came out, in words and numbers, beside the maps.
 *
 * <p>It is written anew after every image, so that it is whole and true whenever the program is stopped. Numbers that are
 * not finite are null, since JSON has no others.
 */
final class ExplanationsFile {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final Path file;
    private final ExplainJob job;
    private @Nullable String pytorch;
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Map<String, Object>> images = new ArrayList<>();

    ExplanationsFile(Path folder, ExplainJob job) {
        this.file = folder.resolve("explanations.json");
        this.job = job;
    }

    /** Adds an image and writes the file. */
    void add(ImageReport report) {
        images.add(image(report));
        if (report.answer().isPresent()) {
            pytorch = TorchEngine.start().version(); // it runs already
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("lobescope", Version.CURRENT.program());
        all.put("djl", Version.CURRENT.djl());
        all.put("pytorch", pytorch);
        all.put("begun", begun.toString());
        all.put("classifier", job.classifier().id());
        all.put("classifier_name", job.classifier().card().name());
        all.put("classes", job.classifier().card().classes());
        all.put("preset", job.preset().id());
        all.put("images", images);
        WholeFile.write(file, path -> Files.writeString(path, GSON.toJson(all) + "\n"));
    }

    private Map<String, Object> image(ImageReport report) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("file", report.file().toString());
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
            image.put("methods", answer.methods().stream().map(this::method).toList());
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
        return input;
    }

    private Map<String, Object> method(MethodReport report) {
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("method", report.chosen().method().id().id());
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
            MapExtremes extremes = MapExtremes.of(explanation);
            method.put("min", finite(extremes.min()));
            method.put("max", finite(extremes.max()));
            method.put("sum", finite(extremes.sum()));
            method.put("signed", explanation.sign() == Explanation.Sign.SIGNED);
            explanation.completeness().ifPresent(completeness -> {
                Map<String, Object> numbers = new LinkedHashMap<>();
                numbers.put("sum", finite(completeness.sum()));
                numbers.put("score_change", finite(completeness.scoreChange()));
                numbers.put("error", finite(completeness.error()));
                method.put("completeness", numbers);
            });
            method.put("notes", explanation.notes().stream().map(Note::text).toList());
            method.put("seconds", finite(Math.round(explanation.seconds() * 1000) / 1000.0));
        });
        return method;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
