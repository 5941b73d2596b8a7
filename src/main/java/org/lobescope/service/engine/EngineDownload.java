package org.lobescope.service.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.lobescope.ContentHash;
import org.lobescope.Problem;
import org.lobescope.WholeFile;
import org.lobescope.service.engine.DownloadWatch.Step;

/**
 * Downloads a PyTorch: archive by archive, each compared with its checksum before anything is taken out of it. All of it
 * is put together in a folder of another name, which gets the right one when everything is there: what is half there is
 * never taken for a PyTorch.
 */
final class EngineDownload {
    private final Path root;
    private final ArchiveFetch fetch;
    private final ToLongFunction<Path> free;

    /**
     * A download.
     *
     * @param root the folder of all downloads; nothing else is in it
     * @param free bytes that are free where a folder is
     */
    EngineDownload(Path root, ArchiveFetch fetch, ToLongFunction<Path> free) {
        this.root = root.toAbsolutePath().normalize();
        this.fetch = fetch;
        this.free = free;
    }

    /** Where a download ends up. */
    Path place(DownloadOffer offer) {
        return root.resolve(offer.id());
    }

    /** Where a download comes from, for people. */
    String hosts(DownloadOffer offer) {
        return fetch.mirror().map(URI::getAuthority).orElse(offer.hosts());
    }

    /** The folder of all downloads. */
    Path root() {
        return root;
    }

    /** Whether a folder belongs to what was downloaded. */
    boolean holds(Path folder) {
        return folder.toAbsolutePath().normalize().startsWith(root);
    }

    /** Bytes that are free for a download. */
    long free() {
        Path there = root;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return free.applyAsLong(there);
    }

    /** Bytes that must be free for what is still missing of a download. */
    long needed(DownloadOffer offer) {
        return Files.isDirectory(place(offer)) ? 0 : Math.max(0, offer.room() - FolderTree.bytes(unfinished(offer)));
    }

    private Path unfinished(DownloadOffer offer) {
        return root.resolve(offer.id() + WholeFile.UNFINISHED);
    }

    /**
     * Downloads what is not there yet.
     *
     * @return the folder with it
     * @throws Problem when that does not work or was stopped; what has come stays for the next time
     */
    Path fetch(DownloadOffer offer, DownloadWatch watch) {
        Path place = place(offer);
        if (Files.isDirectory(place)) {
            return place;
        }
        Path unfinished = unfinished(offer);
        WholeFile.folder(unfinished);
        try (FileChannel channel = FileChannel.open(
                        unfinished.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new Problem("Another Lobescope is downloading into " + root + ": wait until it is done.");
            }
            room(offer);
            Path files = unfinished.resolve("files");
            long before = 0;
            for (Archive archive : offer.archives()) {
                take(offer, archive, unfinished, files, before, watch);
                before += archive.bytes();
            }
            Files.move(files, place);
        } catch (IOException e) {
            throw new Problem(
                    "The download could not be put into " + root + " (" + e.getMessage()
                            + "): check that you may write there.",
                    e);
        }
        FolderTree.delete(unfinished);
        return place;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this process has it
        }
    }

    private void room(DownloadOffer offer) {
        DownloadProspect.lack(root, needed(offer), free()).ifPresent(lack -> {
            throw new Problem(lack);
        });
    }

    private void take(
            DownloadOffer offer, Archive archive, Path unfinished, Path files, long before, DownloadWatch watch)
            throws IOException {
        Path taken = unfinished.resolve(archive.sha256());
        if (Files.exists(taken)) {
            watch.at(Step.UNPACKING, archive.name(), before + archive.bytes(), offer.bytes());
            return;
        }
        Path part = unfinished.resolve(archive.name() + WholeFile.UNFINISHED);
        fetch.fetch(
                archive, part, watch, there -> watch.at(Step.FETCHING, archive.name(), before + there, offer.bytes()));
        watch.at(Step.CHECKING, archive.name(), before + archive.bytes(), offer.bytes());
        if (!ContentHash.of(part).equals(archive.sha256())) {
            Files.delete(part);
            throw new Problem(archive.name() + " is not the file that Lobescope knows (its checksum differs):"
                    + " it was deleted; try again, and if it differs again, don't trust the network.");
        }
        ArchiveFetch.check(watch);
        watch.at(Step.UNPACKING, archive.name(), before + archive.bytes(), offer.bytes());
        Files.createDirectories(files);
        ArchiveUnpacking.unpack(archive, part, files, watch);
        Files.createFile(taken);
        Files.delete(part);
    }

    /**
     * Deletes all downloads, whole or not, also those of older versions of Lobescope.
     *
     * @return the bytes that are free again
     * @throws Problem when something could not be deleted
     */
    long remove() {
        long bytes = 0;
        for (Path download : downloads()) {
            bytes += FolderTree.bytes(download);
            FolderTree.delete(download);
        }
        return bytes;
    }

    /** Bytes that downloads take, whole or not. */
    long taken() {
        return downloads().stream().mapToLong(FolderTree::bytes).sum();
    }

    private List<Path> downloads() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "pytorch-*")) {
            List<Path> found = new ArrayList<>();
            folders.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new Problem(root + " cannot be read: check that you may read it.", e);
        }
    }
}
