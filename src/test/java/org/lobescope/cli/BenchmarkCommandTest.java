package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;

class BenchmarkCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void timesAllMethodsAndCountsTheirPasses() throws Exception {
        Path json = folder.resolve("new/here.json");
        Path table = folder.resolve("here.md");
        Path peers = Path.of("src/test/resources/org/lobescope/benchmark/peers.json");
        assertEquals(
                0,
                run(
                        "benchmark",
                        "--classifier",
                        "lenet",
                        "--runs",
                        "1",
                        "--warm-up",
                        "1",
                        "--peers",
                        peers.toString(),
                        "--json",
                        json.toString(),
                        "--table",
                        table.toString()),
                err.toString());
        JsonObject result = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        JsonObject methods = result.getAsJsonObject("methods");
        assertEquals(MethodId.values().length, methods.size());
        for (MethodId id : MethodId.values()) {
            JsonObject method = methods.getAsJsonObject(id.id());
            assertTrue(method.get("seconds").getAsDouble() > 0, id.id());
            assertEquals(1, method.getAsJsonArray("runs").size());
        }
        assertEquals(1, passes(methods, "vanilla-gradient", "gradient"));
        assertEquals(25, passes(methods, "smoothgrad", "gradient"));
        assertEquals(1, passes(methods, "grad-cam", "layer"));
        int alone = 0;
        for (MethodId id : MethodId.values()) {
            alone += passes(methods, id.id(), "gradient");
        }
        int together = result.getAsJsonObject("total_passes").get("gradient").getAsInt();
        assertTrue(together < alone, "XRAI and Fast XRAI share their gradients: " + together + " of " + alone);
        assertTrue(result.get("total").getAsDouble() > 0);
        assertTrue(result.get("peak_mib").getAsDouble() > 10);
        assertTrue(out.toString().contains(Files.readString(table)));
        assertTrue(Files.readString(table).contains("captum (frozen)"));
    }

    private static int passes(JsonObject methods, String method, String kind) {
        return methods.getAsJsonObject(method)
                .getAsJsonObject("passes")
                .get(kind)
                .getAsInt();
    }

    @Test
    void refusesNonsenseBeforeItBegins() {
        assertEquals(2, run("benchmark", "--runs", "0"));
        assertEquals(2, run("benchmark", "--endurance", "10"));
        assertEquals(1, run("benchmark", "--peers", folder.resolve("none.json").toString()));
        assertEquals(1, run("benchmark", "--classifier", "nonesuch"));
        assertTrue(err.toString().contains("nonesuch"), err.toString());
    }
}
