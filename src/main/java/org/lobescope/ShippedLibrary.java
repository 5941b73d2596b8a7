package org.lobescope;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A library that ships with the program, as the CycloneDX list names it that the build makes.
 *
 * @param name of the library
 * @param version of the library
 * @param licences what it may be used under; several are a choice or hold for parts
 */
public record ShippedLibrary(String name, String version, List<Licence> licences) {
    private static final Comparator<ShippedLibrary> BY_NAME =
            Comparator.comparing(library -> library.name().toLowerCase(Locale.ROOT));

    /** What is no library of Java's: name, licence, and where its text is. */
    private static final String[][] OTHERS = {
        {"PyTorch's libraries", "BSD-3-Clause", "/licences/PyTorch.txt"},
        {"Typefaces Inter and Liberation Serif", "OFL-1.1", "/fonts/OFL.txt"},
        {"Colour maps", "several", "/colormaps/LICENCES.txt"},
    };

    private static final String LIST = "/META-INF/sbom/lobescope.cdx.json";

    /** Keeps a copy of the list. */
    public ShippedLibrary {
        licences = List.copyOf(licences);
    }

    /**
     * A licence.
     *
     * @param name its SPDX name, or what the library's authors call it
     * @param text the whole text; empty where the list has none
     * @param address of the text; empty where the list has none
     */
    public record Licence(String name, String text, String address) {}

    /** All of them by name; empty where the program was not built as a whole (in an editor, say). */
    public static List<ShippedLibrary> all() {
        try {
            String list = resource(LIST);
            List<ShippedLibrary> all = new ArrayList<>(list.isEmpty() ? List.of() : read(list));
            for (String[] other : OTHERS) {
                all.add(new ShippedLibrary(other[0], "", List.of(new Licence(other[1], resource(other[2]), ""))));
            }
            return all.stream().sorted(BY_NAME).toList();
        } catch (IOException e) {
            throw new Problem("The list of libraries inside the program cannot be read: install it again.", e);
        }
    }

    /**
     * The libraries of a CycloneDX list.
     *
     * @throws Problem when it is none
     */
    static List<ShippedLibrary> read(String json) {
        try {
            List<ShippedLibrary> all = new ArrayList<>();
            JsonObject list = JsonParser.parseString(json).getAsJsonObject();
            for (JsonElement element : list.getAsJsonArray("components")) {
                JsonObject component = element.getAsJsonObject();
                List<Licence> licences = new ArrayList<>();
                if (component.has("licenses")) {
                    component.getAsJsonArray("licenses").forEach(l -> licences.add(licence(l.getAsJsonObject())));
                }
                all.add(new ShippedLibrary(text(component, "name"), text(component, "version"), licences));
            }
            all.sort(Comparator.comparing(
                    (ShippedLibrary library) -> library.name().toLowerCase(Locale.ROOT)));
            return List.copyOf(all);
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new Problem("The list of libraries is no CycloneDX list: build the program again.", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ShippedLibrary.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Licence licence(JsonObject entry) {
        JsonObject licence = entry.getAsJsonObject("license");
        if (licence == null) {
            return new Licence(text(entry, "expression"), "", "");
        }
        String name = licence.has("id") ? text(licence, "id") : text(licence, "name");
        return new Licence(name, words(licence.getAsJsonObject("text")), text(licence, "url"));
    }

    private static String words(@Nullable JsonObject text) {
        if (text == null) {
            return "";
        }
        String content = text(text, "content");
        return text(text, "encoding").equals("base64")
                ? new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8)
                : content;
    }

    private static String text(JsonObject object, String field) {
        return object.has(field) ? object.get(field).getAsString() : "";
    }
}
