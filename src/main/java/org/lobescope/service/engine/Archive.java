package org.lobescope.service.engine;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A zip archive that is part of a download: a Python wheel.
 *
 * @param source its public address
 * @param bytes its length
 * @param sha256 of the whole file, in small hexadecimal digits; taken from the source's index when this version of
 *     Lobescope was made
 * @param unpacked bytes of what is wanted out of it
 * @param keep a regular expression of the names, with folders, that are wanted
 */
record Archive(URI source, long bytes, String sha256, long unpacked, String keep) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    Archive {
        if (!SHA256.matcher(sha256).matches() || bytes <= 0) {
            throw new IllegalArgumentException("no checksum or length for " + source);
        }
    }

    /** The name of the file. */
    String name() {
        String path = source.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The address to ask.
     *
     * @param mirror the address of a server that has the same files under the same paths, in place of the public host
     */
    URI address(Optional<URI> mirror) {
        return mirror.map(base -> {
                    String start = base.toString();
                    return URI.create((start.endsWith("/") ? start.substring(0, start.length() - 1) : start)
                            + source.getRawPath());
                })
                .orElse(source);
    }

    /** Whether that entry of the archive is wanted. */
    boolean keeps(String entry) {
        return entry.matches(keep);
    }
}
