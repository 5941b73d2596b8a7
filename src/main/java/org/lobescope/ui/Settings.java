package org.lobescope.ui;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javafx.application.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the window remembers from one start to the next: recent files, light or dark. Losing it is no problem. */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MOST_RECENT = 8;
    private static final String RECENT = "recent.";
    private static final String SCHEME = "scheme";

    private final @Nullable Path file;
    private final Properties values = new Properties();

    /** Settings in a file; null: nothing is remembered. */
    public Settings(@Nullable Path file) {
        this.file = file;
        if (file != null && Files.isRegularFile(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.info("settings {} are not readable", file, e);
            }
        }
    }

    /** Where the window may keep files of its own; empty where nothing is remembered. */
    public Optional<Path> folder() {
        return Optional.ofNullable(file).map(Path::toAbsolutePath).map(Path::getParent);
    }

    /** The files opened last, the newest first; those that are gone are left out. */
    public List<Path> recent() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < MOST_RECENT; i++) {
            String path = values.getProperty(RECENT + i);
            if (path != null && Files.exists(Path.of(path))) {
                files.add(Path.of(path));
            }
        }
        return files;
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

    /** Light or dark as it was chosen; null: as the system has it. */
    public @Nullable ColorScheme scheme() {
        String name = values.getProperty(SCHEME);
        return name == null ? null : name.equals(ColorScheme.DARK.name()) ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    /** Remembers light or dark. */
    public void scheme(ColorScheme scheme) {
        values.setProperty(SCHEME, scheme.name());
        save();
    }

    private void save() {
        Path target = file;
        if (target == null) {
            return;
        }
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            try (Writer out = Files.newBufferedWriter(target)) {
                values.store(out, "Lobescope");
            }
        } catch (IOException e) {
            LOG.info("settings {} are not writable", target, e);
        }
    }
}
