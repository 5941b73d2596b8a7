package org.lobescope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class UserFoldersTest {
    private static UserFolders on(String system, Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "/home/ada");
        return UserFolders.of(properties, environment);
    }

    @Test
    void linuxFollowsXdg() {
        assertEquals(
                new UserFolders(
                        Path.of("/home/ada/.local/share/lobescope"),
                        Path.of("/home/ada/.cache/lobescope"),
                        Path.of("/home/ada/.local/state/lobescope")),
                on("Linux", Map.of()));
        assertEquals(
                new UserFolders(Path.of("/data/lobescope"), Path.of("/cache/lobescope"), Path.of("/state/lobescope")),
                on("Linux", Map.of("XDG_DATA_HOME", "/data", "XDG_CACHE_HOME", "/cache", "XDG_STATE_HOME", "/state")));
        assertEquals(
                Path.of("/home/ada/.local/state/lobescope"),
                on("Linux", Map.of("XDG_STATE_HOME", "relative")).logs(),
                "the specification says that relative paths are ignored");
    }

    @Test
    void macHasALibrary() {
        assertEquals(
                new UserFolders(
                        Path.of("/home/ada/Library/Application Support/Lobescope"),
                        Path.of("/home/ada/Library/Caches/Lobescope"),
                        Path.of("/home/ada/Library/Logs/Lobescope")),
                on("Mac OS X", Map.of("XDG_STATE_HOME", "/state")));
    }

    @Test
    void windowsHasApplicationData() {
        assertEquals(
                new UserFolders(
                        Path.of("/home/ada/AppData/Roaming/Lobescope"),
                        Path.of("/home/ada/AppData/Local/Lobescope/Cache"),
                        Path.of("/home/ada/AppData/Local/Lobescope/Logs")),
                on("Windows 11", Map.of()));
        assertEquals(
                Path.of("/c/local/Lobescope/Logs"),
                on("Windows 11", Map.of("LOCALAPPDATA", "/c/local")).logs());
    }
}
