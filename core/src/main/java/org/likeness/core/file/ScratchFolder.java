package org.likeness.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder that is deleted when it is closed. Folders of killed processes are deleted when the next one with the same prefix is
 * created: each process holds a lock in its folder, which the operating system releases. Folders of other users and of running processes
 * are kept.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final String LOCK = "in-use.lock";

    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder among the system's temporary files, which only its user can read.
     *
     * @param prefix of its name, used for nothing else
     */
    public static ScratchFolder create(String prefix) throws IOException {
        Path path = Files.createTempDirectory(prefix);
        sweep(path, prefix);
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
            return new ScratchFolder(path, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Deletes what dead processes have left beside a folder; what cannot be deleted stays. */
    private static void sweep(Path own, String prefix) {
        Path parent = own.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        List<Path> left;
        try (Stream<Path> beside = Files.list(parent)) {
            left = beside.filter(path -> String.valueOf(path.getFileName()).startsWith(prefix) && !path.equals(own))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return; // not every temporary folder can be listed
        }
        for (Path folder : left) {
            try {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder).equals(Files.getOwner(own))
                        && isAbandoned(folder.resolve(LOCK))) {
                    delete(folder);
                }
            } catch (IOException e) {
                // It may be gone meanwhile.
            }
        }
    }

    /** Without a lock, the folder is one that is being made. */
    private static boolean isAbandoned(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                @Nullable FileLock free = channel.tryLock()) {
            return free != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process holds it
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes the folder with all that is in it. */
    @Override
    public void close() throws IOException {
        try {
            delete(path);
        } finally {
            lock.close();
        }
    }
}
