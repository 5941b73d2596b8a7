package org.lobescope.cli;

import org.lobescope.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Lobescope " + Version.CURRENT.program(),
            "DJL " + Version.CURRENT.djl() + ", Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
