package org.lobescope;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which version made a result.
 *
 * @param program of Lobescope
 * @param djl of the library between Java and PyTorch
 */
public record Version(String program, String djl) {
    /** The version that runs. */
    public static final Version CURRENT = read();

    private static Version read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing: build Lobescope with Maven");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("version.properties cannot be read", e);
        }
        return new Version(properties.getProperty("program", "unknown"), properties.getProperty("djl", "unknown"));
    }
}
