package org.lobescope.ui;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javafx.application.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.PropertiesFile;
import org.lobescope.explain.Preset;
import org.lobescope.service.home.Home;
import org.lobescope.ui.preferences.PreferencesModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the window remembers from one start to the next: recent files, light or dark. Losing it is no problem. */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MOST_RECENT = 8;
    private static final String RECENT = "recent.";
    private static final String SCHEME = "scheme";
    private static final String HOME = "home";
    private static final String TOKEN = "home.token";
    private static final String AUTHORITY = "home.authority";
    private static final String FONT_SIZE = "font.size";
    private static final String PRESET = "preset";
    private static final String TOUR = "tour.seen";

    private final @Nullable Path file;
    private final Properties values;

    /** Settings in a file; null: nothing is remembered. */
    public Settings(@Nullable Path file) {
        this.file = file;
        this.values = file == null ? new Properties() : PropertiesFile.read(file);
    }

    /** Where the window may keep files of its own; empty where nothing is remembered. */
    public Optional<Path> folder() {
        return Optional.ofNullable(file).map(Path::toAbsolutePath).map(Path::getParent);
    }

    /** The files opened last, the newest first; those that are gone are left out. */
    public List<Path> recent() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < MOST_RECENT; i++) {
            path(values.getProperty(RECENT + i)).filter(Files::exists).ifPresent(files::add);
        }
        return files;
    }

    /** The path that a value names; empty for none, and for what is no path on this system. */
    private static Optional<Path> path(@Nullable String value) {
        try {
            return Optional.ofNullable(value).map(Path::of);
        } catch (InvalidPathException e) {
            LOG.info("the settings name {}, which is no path", value);
            return Optional.empty();
        }
    }

    /** Puts a file first. */
    public void opened(Path path) {
        List<Path> files = recent();
        Path whole = path.toAbsolutePath().normalize();
        files.remove(whole);
        files.addFirst(whole);
        for (int i = 0; i < MOST_RECENT; i++) {
            if (i < files.size()) {
                values.setProperty(RECENT + i, files.get(i).toString());
            } else {
                values.remove(RECENT + i);
            }
        }
        save();
    }

    /**
     * Where to compute as it was chosen; the usual home where nothing was.
     *
     * @throws org.lobescope.Problem when the choice makes no sense any more
     */
    public Home home() {
        String name = values.getProperty(HOME);
        return name == null
                ? Home.USUAL
                : Home.parse(name, path(values.getProperty(TOKEN)), path(values.getProperty(AUTHORITY)));
    }

    /** Remembers where to compute. */
    public void home(Home home) {
        values.remove(TOKEN);
        values.remove(AUTHORITY);
        values.setProperty(HOME, home.id());
        if (home instanceof Home.Remote host) {
            values.setProperty(TOKEN, host.tokenFile().toAbsolutePath().toString());
            host.authority()
                    .ifPresent(file ->
                            values.setProperty(AUTHORITY, file.toAbsolutePath().toString()));
        }
        save();
    }

    /** Light or dark as it was chosen; null: as the system has it. */
    public @Nullable ColorScheme scheme() {
        String name = values.getProperty(SCHEME);
        return name == null ? null : name.equals(ColorScheme.DARK.name()) ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    /** Remembers light or dark; null: as the system has it. */
    public void scheme(@Nullable ColorScheme scheme) {
        if (scheme == null) {
            values.remove(SCHEME);
        } else {
            values.setProperty(SCHEME, scheme.name());
        }
        save();
    }

    /** Size of running text, px. */
    public double fontSize() {
        try {
            double size = Double.parseDouble(values.getProperty(FONT_SIZE, ""));
            return Double.isNaN(size)
                    ? PreferencesModel.USUAL_SIZE
                    : Math.clamp(size, PreferencesModel.SMALLEST_SIZE, PreferencesModel.LARGEST_SIZE);
        } catch (NumberFormatException e) {
            return PreferencesModel.USUAL_SIZE;
        }
    }

    /** Remembers the size of running text, px. */
    public void fontSize(double size) {
        values.setProperty(FONT_SIZE, Double.toString(size));
        save();
    }

    /** The preset to begin with. */
    public Preset preset() {
        String id = values.getProperty(PRESET, "");
        return Preset.PAPER.id().equals(id) ? Preset.PAPER : Preset.REFERENCE;
    }

    /** Remembers the preset to begin with. */
    public void preset(Preset preset) {
        values.setProperty(PRESET, preset.id());
        save();
    }

    /** Whether the tour of the first start was seen or sent away. */
    public boolean tourSeen() {
        return Boolean.parseBoolean(values.getProperty(TOUR));
    }

    /** The tour is not shown again by itself. */
    public void tourWasSeen() {
        values.setProperty(TOUR, "true");
        save();
    }

    private void save() {
        Path target = file;
        if (target == null) {
            return;
        }
        try {
            PropertiesFile.write(target, values, "Lobescope");
        } catch (Problem e) {
            LOG.info("settings {} are not writable", target, e);
        }
    }
}
