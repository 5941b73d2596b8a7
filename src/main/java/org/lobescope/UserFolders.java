package org.lobescope;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folders that the operating system has for a program's own files of one person.
 *
 * @param data what a person wants to keep: own models, settings
 * @param cache what saves time and may be thrown away
 * @param logs what may be thrown away
 */
public record UserFolders(Path data, Path cache, Path logs) {
    /** The networks that a person has added to the program's own. */
    public Path models() {
        return data.resolve("models");
    }

    /** The folders of whoever runs the program. */
    public static UserFolders current() {
        return of(System.getProperties(), System.getenv());
    }

    /** The folders for these system properties and environment variables. */
    static UserFolders of(Properties system, Map<String, String> environment) {
        Path home = Path.of(system.getProperty("user.home", "."));
        String name = system.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path application = home.resolve("AppData");
            Path local = orElse(environment.get("LOCALAPPDATA"), application.resolve("Local"))
                    .resolve("Lobescope");
            return new UserFolders(
                    orElse(environment.get("APPDATA"), application.resolve("Roaming"))
                            .resolve("Lobescope"),
                    local.resolve("Cache"),
                    local.resolve("Logs"));
        }
        if (name.startsWith("mac")) {
            Path library = home.resolve("Library");
            return new UserFolders(
                    library.resolve("Application Support").resolve("Lobescope"),
                    library.resolve("Caches").resolve("Lobescope"),
                    library.resolve("Logs").resolve("Lobescope"));
        }
        // The XDG base directory specification.
        Path local = home.resolve(".local");
        return new UserFolders(
                orElse(environment.get("XDG_DATA_HOME"), local.resolve("share")).resolve("lobescope"),
                orElse(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"))
                        .resolve("lobescope"),
                orElse(environment.get("XDG_STATE_HOME"), local.resolve("state"))
                        .resolve("lobescope"));
    }

    /** What the environment says, unless that is no absolute path: such a one is to be ignored. */
    private static Path orElse(@Nullable String said, Path usual) {
        return said != null && Path.of(said).isAbsolute() ? Path.of(said) : usual;
    }
}
