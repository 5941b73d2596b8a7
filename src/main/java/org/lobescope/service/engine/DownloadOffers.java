package org.lobescope.service.engine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that can be downloaded, with checksums: a table that comes with the program, so that what is taken for PyTorch does
 * not depend on what a server says today.
 */
public final class DownloadOffers {
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(
                    URI.class, (JsonDeserializer<URI>) (json, type, context) -> URI.create(json.getAsString()))
            .create();

    private DownloadOffers() {}

    /** All of them. */
    static List<DownloadOffer> all() {
        try (InputStream in = DownloadOffers.class.getResourceAsStream("offers.json")) {
            if (in == null) {
                throw new IllegalStateException("offers.json is missing");
            }
            try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                return Arrays.asList(GSON.fromJson(text, DownloadOffer[].class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What suits this machine best; empty where there is nothing.
     *
     * @param driver of the GPU, when there is one
     */
    public static Optional<DownloadOffer> here(Optional<NvidiaDriver> driver) {
        return of(system(System.getProperty("os.name", ""), System.getProperty("os.arch", "")), driver);
    }

    /** What suits that system and GPU best: of the old and the new CUDA, the one that was compiled for the GPU. */
    public static Optional<DownloadOffer> of(String system, Optional<NvidiaDriver> driver) {
        List<DownloadOffer> offers =
                all().stream().filter(offer -> offer.system().equals(system)).toList();
        Optional<DownloadOffer> suits = driver.flatMap(NvidiaDriver::capability)
                .flatMap(capability ->
                        offers.stream().filter(offer -> offer.suits(capability)).findFirst());
        return suits.isPresent() ? suits : offers.stream().findFirst();
    }

    /** DJL's name for operating system and processor. */
    static String system(String name, String processor) {
        String lower = name.toLowerCase(Locale.ROOT);
        String os = lower.startsWith("windows") ? "win" : lower.startsWith("mac") ? "osx" : "linux";
        return os + "-" + (processor.equals("amd64") ? "x86_64" : processor);
    }
}
