package org.lobescope.service.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;

/** The secret that client and server share. It is never printed, logged or given as an argument. */
public final class Token {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 1024;
    private static final int RANDOM_BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    /** A new one: 256 random bits. */
    public static Token random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes));
    }

    /**
     * A token as text.
     *
     * @param from where it is from, for the sentence
     * @throws Problem when it is too short or has characters that cannot be sent
     */
    public static Token of(String text, String from) {
        String secret = text.strip();
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            throw new Problem("The token in " + from + " has " + secret.length() + " characters: it must have "
                    + SHORTEST + " to " + LONGEST + ".");
        }
        if (!secret.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new Problem("The token in " + from
                    + " must be one word of ASCII letters, digits and signs: write another into the file.");
        }
        return new Token(secret);
    }

    /**
     * The token in a file.
     *
     * @throws Problem when there is none
     */
    public static Token read(Path file) {
        try {
            if (Files.size(file) > 2 * LONGEST) {
                throw new Problem("The file " + file + " is too large for a token: choose the token file.");
            }
            return of(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new Problem(
                    "There is no token file " + file
                            + ": copy the one that 'lobescope serve' has made on the other host.",
                    e);
        } catch (IOException e) {
            throw new Problem("The token file " + file + " could not be read: check that you may read it.", e);
        }
    }

    /**
     * The token in a file; where there is no file, a new one that only its owner may read.
     *
     * @throws Problem when it can neither be read nor written
     */
    public static Token readOrMake(Path file) {
        if (Files.exists(file)) {
            return read(file);
        }
        Token token = random();
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        FileAttribute<?>[] attributes =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)}
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
            Files.writeString(file, token.secret + "\n", StandardOpenOption.WRITE);
            return token;
        } catch (FileAlreadyExistsException e) {
            return read(file); // somebody else has just made it
        } catch (IOException e) {
            throw new Problem(
                    "The token file " + file
                            + " could not be made: name a file in a folder that is there and that you may"
                            + " write to.",
                    e);
        }
    }

    /** Whether others on this machine may read the file. */
    public static boolean isOpenToOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .anyMatch(p -> p == PosixFilePermission.GROUP_READ || p == PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** The token itself, to be handed to a process through a pipe. */
    public String secret() {
        return secret;
    }

    /** What goes into the header. */
    String header() {
        return SCHEME + secret;
    }

    /** Whether a header has this token; takes as long for a wrong one, whichever of its letters is wrong. */
    boolean isIn(@Nullable String header) {
        return MessageDigest.isEqual(digest(header == null ? "" : header), digest(header()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "a token";
    }
}
