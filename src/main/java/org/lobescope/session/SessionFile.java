package org.lobescope.session;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Option;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.session.Session.Image;
import org.lobescope.session.Session.Made;
import org.lobescope.session.Session.Network;
import org.lobescope.session.Session.Question;
import org.lobescope.session.Session.Tile;
import org.lobescope.session.Session.View;
import org.lobescope.sky.PixelPosition;

/**
 * Sessions as JSON files. Paths are relative to the file's folder. What is missing gets its default, what is unknown is
 * ignored; a file of a newer format, and a field that makes no sense, are told in one sentence.
 */
public final class SessionFile {
    /** The format that this program writes; it reads this one and older ones. */
    public static final int FORMAT = 1;

    private static final String FORMAT_FIELD = "lobescope_session";
    private static final long LARGEST = 16L << 20;
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private SessionFile() {}

    /**
     * Writes a session, whole or not at all.
     *
     * @throws Problem when it can't be written
     */
    public static void write(Path file, Session session) {
        String text = text(session, folder(file));
        WholeFile.write(file, draft -> Files.writeString(draft, text));
    }

    /**
     * Reads a session.
     *
     * @throws Problem when there is none, or it makes no sense
     */
    public static Session read(Path file) {
        return parse(content(file), String.valueOf(file.getFileName()), folder(file));
    }

    /** The text of a session file. */
    static String content(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Problem(file + " is too large for a session file; check its name.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new Problem("There is no file " + file + "; check its name.", e);
        } catch (IOException e) {
            throw new Problem(file + " can't be read as a session; check that it is the right file.", e);
        }
    }

    /** The folder that a file is in, as an absolute path. */
    public static Path folder(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /**
     * A session as JSON.
     *
     * @param folder to which its paths are relative
     */
    public static String text(Session session, Path folder) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(FORMAT_FIELD, FORMAT);
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("lobescope", session.made().lobescope());
        made.put("djl", session.made().djl());
        made.put("pytorch", session.made().pytorch());
        json.put("made_by", made);
        Map<String, Object> image = new LinkedHashMap<>();
        session.image().file().ifPresent(path -> image.put("path", relative(path, folder)));
        if (!session.image().sample().isEmpty()) {
            image.put("sample", session.image().sample());
        }
        image.put("sha256", session.image().sha256());
        session.image().hdu().ifPresent(hdu -> image.put("hdu", hdu));
        session.image().plane().ifPresent(plane -> image.put("plane", plane));
        json.put("image", image);
        session.cutOut().ifPresent(part -> {
            Map<String, Object> cutOut = new LinkedHashMap<>();
            cutOut.put("first_column", part.x());
            cutOut.put("first_row", part.y());
            cutOut.put("columns", part.width());
            cutOut.put("rows", part.height());
            json.put("cut_out", cutOut);
        });
        Map<String, Object> classifier = new LinkedHashMap<>();
        classifier.put("id", session.classifier().id());
        session.classifier().file().ifPresent(path -> classifier.put("path", relative(path, folder)));
        classifier.put("sha256", session.classifier().sha256());
        json.put("classifier", classifier);
        Question asked = session.question();
        Map<String, Object> question = new LinkedHashMap<>();
        asked.className().ifPresent(name -> question.put("class", name));
        asked.target().ifPresent(kind -> question.put("target", kind.id()));
        question.put("preset", asked.preset().id());
        asked.layer().ifPresent(layer -> question.put("layer", layer));
        switch (asked.comparison()) {
            case Comparison.None _ -> {}
            case Comparison.WithClass with -> question.put("compare_with_class", with.name());
            case Comparison.WithPreset with ->
                question.put("compare_with_preset", with.preset().id());
        }
        json.put("question", question);
        json.put("methods", session.tiles().stream().map(SessionFile::tile).toList());
        json.put("display", DisplayJson.write(session.display()));
        json.put("view", view(session.view()));
        json.put("figure", FigureJson.write(session.figure()));
        return GSON.toJson(json) + "\n";
    }

    private static Map<String, Object> tile(Tile tile) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", tile.method().id().id());
        json.put("shown", tile.shown());
        Map<String, Object> options = new LinkedHashMap<>();
        for (Option option : tile.method().options()) {
            options.put(option.key(), option.value());
        }
        json.put("options", options);
        return json;
    }

    private static Map<String, Object> view(View view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("zoom", view.zoom());
        view.centre().ifPresent(at -> json.put("centre", List.of(at.x(), at.y())));
        view.crosshair().ifPresent(at -> json.put("crosshair", List.of(at.x(), at.y())));
        view.enlarged().ifPresent(id -> json.put("enlarged", id.id()));
        return json;
    }

    private static String relative(Path path, Path folder) {
        Path whole = path.toAbsolutePath().normalize();
        try {
            return folder.toAbsolutePath()
                    .normalize()
                    .relativize(whole)
                    .toString()
                    .replace('\\', '/');
        } catch (IllegalArgumentException e) {
            return whole.toString(); // on another drive
        }
    }

    /**
     * A session from its JSON.
     *
     * @param name of the file, for messages
     * @param folder to which its paths are relative
     * @throws Problem when it makes no sense
     */
    public static Session parse(String text, String name, Path folder) {
        JsonElement parsed;
        try {
            parsed = JsonParser.parseString(text);
        } catch (JsonParseException | StackOverflowError e) {
            throw new Problem(name + " is no session of Lobescope, or it is damaged: it can't be read as JSON.", e);
        }
        if (!(parsed instanceof JsonObject object) || !object.has(FORMAT_FIELD)) {
            throw new Problem(name + " is no session of Lobescope: it has no \"" + FORMAT_FIELD + "\".");
        }
        Fields json = new Fields(name, "", object);
        int format = json.whole(FORMAT_FIELD, 1, Integer.MAX_VALUE).orElse(FORMAT);
        if (format > FORMAT) {
            throw new Problem("The session " + name + " was written by a newer Lobescope (format " + format
                    + ", this one reads up to " + FORMAT + "); open it with that one.");
        }
        Fields made = json.object("made_by");
        return new Session(
                new Made(made.text("lobescope", ""), made.text("djl", ""), made.text("pytorch", "")),
                image(json.object("image"), folder),
                json.maybe("cut_out").map(SessionFile::cutOut),
                network(json.object("classifier"), folder),
                question(json.object("question")),
                tiles(json),
                DisplayJson.read(json.object("display")),
                view(json.object("view")),
                FigureJson.read(json.object("figure")));
    }

    private static Image image(Fields json, Path folder) {
        return new Image(
                path(json, folder),
                json.text("sample", ""),
                json.text("sha256", ""),
                json.whole("hdu", 0, Integer.MAX_VALUE),
                json.whole("plane", 0, Integer.MAX_VALUE));
    }

    private static Optional<Path> path(Fields json, Path folder) {
        return json.choice(
                "path",
                word -> {
                    try {
                        return Optional.of(folder.resolve(word).normalize());
                    } catch (InvalidPathException e) {
                        return Optional.empty();
                    }
                },
                "the names that files can have");
    }

    private static CutOut cutOut(Fields json) {
        int most = 1 << 20;
        return new CutOut(
                json.whole("first_column", -most, most).orElse(0),
                json.whole("first_row", -most, most).orElse(0),
                json.whole("columns", 1, most).orElse(1),
                json.whole("rows", 1, most).orElse(1));
    }

    private static Network network(Fields json, Path folder) {
        return new Network(json.text("id", ""), path(json, folder), json.text("sha256", ""));
    }

    private static Question question(Fields json) {
        return new Question(
                json.text("class"),
                json.choice("target", word -> kind(word), "logit, probability, difference"),
                preset(json, "preset").orElse(Preset.REFERENCE),
                json.text("layer"),
                comparison(json));
    }

    private static Optional<Target.Kind> kind(String word) {
        for (Target.Kind kind : Target.Kind.values()) {
            if (kind.id().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Comparison comparison(Fields json) {
        return json.text("compare_with_class")
                .<Comparison>map(Comparison.WithClass::new)
                .or(() -> preset(json, "compare_with_preset").map(Comparison.WithPreset::new))
                .orElse(Comparison.NONE);
    }

    private static Optional<Preset> preset(Fields json, String field) {
        return json.choice(
                field,
                word -> {
                    for (Preset preset : Preset.values()) {
                        if (preset.id().equals(word)) {
                            return Optional.of(preset);
                        }
                    }
                    return Optional.empty();
                },
                "reference, paper");
    }

    /** The methods; all of them as the preset has them where the session names none. */
    private static List<Tile> tiles(Fields json) {
        Preset preset = preset(json.object("question"), "preset").orElse(Preset.REFERENCE);
        Optional<List<JsonElement>> list = json.list("methods");
        if (list.isEmpty()) {
            return Presets.methods(preset).stream()
                    .map(method -> new Tile(method, true))
                    .toList();
        }
        List<Tile> tiles = new ArrayList<>();
        for (JsonElement each : list.get()) {
            Fields tile = json.of("methods", each);
            // A method that this program does not have is left out.
            Optional<MethodId> id = tile.text("method").flatMap(MethodId::of);
            if (id.isPresent()
                    && tiles.stream().noneMatch(known -> known.method().id() == id.get())) {
                tiles.add(new Tile(method(tile, id.get(), preset), tile.flag("shown", true)));
            }
        }
        return tiles;
    }

    private static Method method(Fields tile, MethodId id, Preset preset) {
        Method method = Presets.method(id, preset);
        Fields options = tile.object("options");
        for (Option option : method.options()) {
            JsonElement value = options.json().get(option.key());
            if (value != null && !value.isJsonNull()) {
                try {
                    method = method.with(option.key(), GSON.fromJson(value, Object.class));
                } catch (Problem problem) {
                    throw new Problem(
                            "In the session " + options.file() + ": "
                                    + String.valueOf(problem.getMessage()).replaceAll("\\p{Cntrl}", " "),
                            problem);
                }
            }
        }
        return method;
    }

    private static View view(Fields json) {
        return new View(
                json.number("zoom", 1, 1, 1e6),
                position(json, "centre"),
                position(json, "crosshair"),
                json.text("enlarged").flatMap(MethodId::of));
    }

    private static Optional<PixelPosition> position(Fields json, String field) {
        return json.numbers(field)
                .filter(numbers -> numbers.size() == 2)
                .map(numbers -> new PixelPosition(numbers.get(0), numbers.get(1)));
    }
}
