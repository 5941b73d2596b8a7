package org.lobescope.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file of many records, a line each, between a head and a tail, that is whole after every record: a record is
 * written over the tail and brings a new one with it, at the same cost for the first and the thousandth. When the program
 * is killed in the middle of that, all earlier records are there, and opening the file again puts it right.
 *
 * <p>The file is locked while it is open, so that two programs never write to it at once.
 */
final class RecordFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);

    /**
     * What surrounds the records.
     *
     * @param head all lines before the first record; the last one has no line break
     * @param between at the end of a record that another one follows, before the line break
     * @param tail from the line break behind the last record on
     */
    record Frame(String head, String between, String tail) {}

    private final Path file;
    private final Frame frame;
    private final FileChannel channel;
    private long end; // where the tail begins
    private long records;

    private RecordFile(Path file, Frame frame, FileChannel channel, long end, long records) {
        this.file = file;
        this.frame = frame;
        this.channel = channel;
        this.end = end;
        this.records = records;
    }

    /** The lines of a file; of one that was torn the last may be half. None where there is no file. */
    static void read(Path file, Consumer<String> reader) {
        if (!Files.exists(file)) {
            return;
        }
        // A torn character is no reason to give up what comes before it.
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                reader.accept(line);
            }
        } catch (IOException e) {
            throw new Problem(file + " cannot be read: check that you may read it, or choose another name.", e);
        }
    }

    /** Hands records on to a file that is written anew. */
    @FunctionalInterface
    interface Kept {
        void into(Consumer<String> file);
    }

    /**
     * Writes a file with the records that are kept, and opens it for more.
     *
     * @param kept hands each record over; called once
     */
    static RecordFile begin(Path file, Frame frame, Kept kept) {
        try {
            if (Files.exists(file)) {
                // Whoever has it open must not lose it.
                lockedChannel(file).close();
            }
            long[] count = {0};
            WholeFile.write(file, path -> {
                try (BufferedWriter out = Files.newBufferedWriter(path)) {
                    out.write(frame.head);
                    kept.into(record -> {
                        try {
                            out.write(count[0]++ == 0 ? "" : frame.between);
                            out.write("\n");
                            out.write(record);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                    out.write(frame.tail);
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            });
            return open(file, frame, count[0]);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static RecordFile open(Path file, Frame frame, long records) throws IOException {
        FileChannel channel = lockedChannel(file);
        return new RecordFile(
                file, frame, channel, channel.size() - bytes(frame.tail).remaining(), records);
    }

    /** The lock goes with the channel. */
    private static FileChannel lockedChannel(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel, file);
            LOG.debug("{}: {}", file, lock);
            return channel;
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, Path file) {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("locked by this program", e);
        } catch (IOException e) {
            LOG.info("no locks on the file system of {}", file, e);
            return null;
        }
        throw new Problem("Another Lobescope is writing to " + file
                + ": wait for it to end, or give each its own folder or table.");
    }

    /**
     * Adds a record; when this returns it is on the disk.
     *
     * @param record a line
     * @throws Problem when it could not be written; the file is as it was
     */
    void append(String record) {
        if (record.indexOf('\n') >= 0 || record.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a record is one line");
        }
        String start = records == 0 ? "\n" : frame.between + "\n";
        try {
            write(start + record + frame.tail);
            end += bytes(start + record).remaining();
            records++;
        } catch (IOException e) {
            restore();
            throw failed(file, e);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = bytes(text);
        for (long at = end; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
    }

    /** The room for the tail is there: it was there before. */
    private void restore() {
        try {
            channel.truncate(end);
            write(frame.tail);
        } catch (IOException e) {
            LOG.warn("{} has lost its last lines until it is opened again", file, e);
        }
    }

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static Problem failed(Path file, IOException e) {
        return new Problem(
                file + " could not be written (" + (e.getMessage() == null ? e : e.getMessage())
                        + "): free some room, or choose another folder that you may write to.",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{} was not closed", file, e);
        }
    }
}
