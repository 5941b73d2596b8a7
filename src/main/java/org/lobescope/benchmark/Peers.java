package org.lobescope.benchmark;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.explain.MethodId;

/**
 * What the Python libraries take for the same methods: the file that {@code time_peers.py} writes.
 *
 * @param cpu the processor's name, as the system tells it
 * @param cores of the machine
 * @param versions of the libraries, by name
 * @param changed the day on which the file was last written; the file itself does not tell when it was taken
 * @param networks the timings, by the network's id
 */
public record Peers(
        String cpu, int cores, Map<String, String> versions, LocalDate changed, Map<String, OfNetwork> networks) {

    /**
     * A call of a library.
     *
     * @param library its name, with steps and batch: {@code captum 50 batch 8 (frozen)}
     * @param seconds median
     */
    public record Call(String library, double seconds) {}

    /**
     * The calls for one network.
     *
     * @param fastest of all libraries, at their best settings; methods that no library finished are missing
     * @param plain the first call that time_peers.py makes for each method with the model as loaded: what a user gets who
     *     takes the library as it comes, without batches, and without freezing the parameters
     */
    public record OfNetwork(Map<MethodId, Call> fastest, Map<MethodId, Call> plain) {
        /** Seconds for all methods, each by its fastest call. */
        public double fastestSum() {
            return sum(fastest);
        }

        /** Seconds for all methods as a user calls them. */
        public double plainSum() {
            return sum(plain);
        }

        private static double sum(Map<MethodId, Call> calls) {
            return calls.values().stream().mapToDouble(Call::seconds).sum();
        }
    }

    /** The names of methods there that are not ours with underscores. */
    private static final Map<String, MethodId> OTHER_NAMES = Map.of(
            "gradcam", MethodId.GRAD_CAM,
            "gradcam_plus_plus", MethodId.GRAD_CAM_PLUS_PLUS,
            "scorecam", MethodId.SCORE_CAM);

    /**
     * Reads the file.
     *
     * @throws Problem when it can't be read or is another kind of file
     */
    public static Peers read(Path file) {
        try {
            LocalDate changed =
                    LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
            JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            JsonObject environment = all.getAsJsonObject("environment");
            Map<String, String> versions = new LinkedHashMap<>();
            environment
                    .getAsJsonObject("versions")
                    .asMap()
                    .forEach((name, version) -> versions.put(name, version.getAsString()));
            Map<String, OfNetwork> networks = new LinkedHashMap<>();
            JsonObject fastest = all.getAsJsonObject("fastest");
            all.getAsJsonObject("times")
                    .asMap()
                    .forEach((network, methods) -> networks.put(
                            network,
                            new OfNetwork(
                                    fastest(fastest.getAsJsonObject(network)), plain(methods.getAsJsonObject()))));
            return new Peers(
                    environment.get("cpu").getAsString(),
                    environment.get("cores").getAsInt(),
                    versions,
                    changed,
                    networks);
        } catch (IOException e) {
            throw new Problem(file + " could not be read: give the times.json that time_peers.py writes.", e);
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException
                | NumberFormatException e) {
            throw new Problem(
                    file + " holds no timings of libraries: give the times.json that time_peers.py writes.", e);
        }
    }

    /** The timings on one network; empty where it has none. */
    public Optional<OfNetwork> of(String network) {
        return Optional.ofNullable(networks.get(network));
    }

    private static Map<MethodId, Call> fastest(JsonObject methods) {
        Map<MethodId, Call> calls = new EnumMap<>(MethodId.class);
        methods.asMap()
                .forEach((name, row) -> method(name).ifPresent(id -> {
                    if (timed(row)) {
                        JsonObject call = row.getAsJsonObject();
                        calls.put(
                                id,
                                new Call(
                                        call.get("library").getAsString(),
                                        call.get("seconds").getAsDouble()));
                    }
                }));
        return calls;
    }

    private static Map<MethodId, Call> plain(JsonObject methods) {
        Map<MethodId, Call> calls = new EnumMap<>(MethodId.class);
        methods.asMap()
                .forEach((name, modes) -> method(name).ifPresent(id -> {
                    JsonObject rows = modes.getAsJsonObject().getAsJsonObject("default");
                    if (rows != null) {
                        rows.asMap().entrySet().stream()
                                .filter(row -> timed(row.getValue()))
                                .findFirst()
                                .ifPresent(row -> calls.put(
                                        id,
                                        new Call(
                                                row.getKey() + " (default)",
                                                row.getValue()
                                                        .getAsJsonObject()
                                                        .get("seconds")
                                                        .getAsDouble())));
                    }
                }));
        return calls;
    }

    /** Whether a call ended; one that failed or took too long has no seconds. */
    private static boolean timed(JsonElement row) {
        return row.isJsonObject()
                && row.getAsJsonObject().has("seconds")
                && !row.getAsJsonObject().get("seconds").isJsonNull();
    }

    private static Optional<MethodId> method(String name) {
        return Optional.ofNullable(OTHER_NAMES.get(name)).or(() -> MethodId.of(name.replace('_', '-')));
    }
}
