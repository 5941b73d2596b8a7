package org.lobescope.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;

/** A result as JSON: seconds throughout, {@code methods.ID.seconds} and {@code total} being medians. */
public final class BenchmarkJson {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final double MIB = 1 << 20;

    private BenchmarkJson() {}

    /** The file's text. */
    public static String of(
            BenchmarkResult result, Optional<Comparison> comparison, Optional<Interaction> interaction) {
        JsonObject json = new JsonObject();
        json.addProperty("taken", result.taken().toString());
        json.add("machine", GSON.toJsonTree(result.machine()));
        result.others().ifPresent(share -> json.addProperty("others", share));
        json.addProperty("classifier", result.classifier());
        json.addProperty("image", result.image());
        json.addProperty("input", result.height() + " x " + result.width());
        json.addProperty("preset", result.preset().id());
        json.add("methods", methods(result));
        json.addProperty("total", result.total().median());
        json.add("total_runs", GSON.toJsonTree(result.total().runs()));
        json.add("total_passes", passes(result.totalPasses()));
        json.addProperty("first_total", result.firstTotal());
        json.addProperty("sum", result.sum());
        json.add("start", start(result.start()));
        json.addProperty("peak_mib", result.peakBytes() / MIB);
        interaction.ifPresent(waits -> json.add("interaction", interaction(waits)));
        comparison.ifPresent(there -> json.add("peers", peers(there)));
        return GSON.toJson(json) + "\n";
    }

    /** The file's text for explanations in a row; memory in MiB. */
    public static String of(Endurance endurance) {
        JsonObject json = new JsonObject();
        json.addProperty("flat", endurance.flat());
        json.addProperty("growth_mib_per_1000", endurance.growth());
        json.addProperty("growth_outside_heap_mib_per_1000", endurance.growthOutside());
        JsonArray samples = new JsonArray();
        for (Endurance.Sample sample : endurance.samples()) {
            JsonObject each = new JsonObject();
            each.addProperty("explanations", sample.explanations());
            each.addProperty("arrays", sample.arrays());
            each.addProperty("process", sample.process() / MIB);
            each.addProperty("heap", sample.heap() / MIB);
            samples.add(each);
        }
        json.add("samples", samples);
        return GSON.toJson(json) + "\n";
    }

    private static JsonObject methods(BenchmarkResult result) {
        JsonObject methods = new JsonObject();
        for (MethodTiming each : result.methods()) {
            JsonObject method = new JsonObject();
            double seconds = each.timing().median();
            method.addProperty("seconds", seconds);
            method.add("runs", GSON.toJsonTree(each.timing().runs()));
            method.add("passes", passes(each.passes()));
            method.addProperty("passes_per_second", each.passes().all() / seconds);
            methods.add(each.method().id(), method);
        }
        return methods;
    }

    private static JsonObject passes(Passes passes) {
        JsonObject json = new JsonObject();
        json.addProperty("forward", passes.forward());
        json.addProperty("gradient", passes.gradient());
        json.addProperty("layer", passes.layer());
        json.addProperty("from_layer", passes.fromLayer());
        return json;
    }

    private static JsonObject start(StartTiming start) {
        JsonObject json = new JsonObject();
        json.addProperty("program", start.program());
        json.addProperty("engine", start.engine());
        json.addProperty("classifier", start.classifier());
        json.addProperty("first_answer", start.firstAnswer());
        json.addProperty("answer", start.answer());
        return json;
    }

    private static JsonObject interaction(Interaction interaction) {
        JsonObject json = new JsonObject();
        for (Interaction.Wait wait : interaction.waits()) {
            JsonObject each = new JsonObject();
            each.addProperty("median", wait.timing().median());
            each.addProperty("p99", wait.timing().quantile(0.99));
            each.addProperty("longest", wait.timing().quantile(1));
            each.addProperty("times", wait.timing().runs().size());
            json.add(wait.id(), each);
        }
        return json;
    }

    private static JsonObject peers(Comparison comparison) {
        JsonObject json = new JsonObject();
        json.addProperty("where", comparison.where());
        JsonArray rows = new JsonArray();
        for (Comparison.Row row : comparison.rows()) {
            JsonObject each = new JsonObject();
            each.addProperty("method", row.method().id());
            each.addProperty("library", row.library().library());
            each.addProperty("seconds", row.library().seconds());
            each.addProperty("factor", row.factor());
            rows.add(each);
        }
        json.add("methods", rows);
        json.addProperty("as_called", comparison.plain());
        json.addProperty("fastest", comparison.fastest());
        if (comparison.complete()) {
            json.addProperty("as_called_factor", comparison.plainFactor());
            json.addProperty("fastest_factor", comparison.fastestFactor());
        }
        return json;
    }
}
