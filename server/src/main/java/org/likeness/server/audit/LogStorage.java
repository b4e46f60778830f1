package org.likeness.server.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The end of a file that grows. */
interface LogStorage extends Closeable {
    /** Adds bytes at the end. */
    void append(byte[] bytes) throws IOException;

    /** Returns when all that was added before the call is on the disk. */
    void force() throws IOException;

    /** Removes what stands behind a position. */
    void truncate(long length) throws IOException;

    /**
     * On a disk.
     *
     * @param length of the file; what is added goes there
     */
    static LogStorage open(Path file, long length) throws IOException {
        // no FileChannel: an interrupt of one thread that logs would close it for all
        RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
        open.seek(length);
        return new LogStorage() {
            @Override
            public void append(byte[] bytes) throws IOException {
                open.write(bytes);
            }

            @Override
            public void force() throws IOException {
                open.getFD().sync();
            }

            @Override
            public void truncate(long position) throws IOException {
                open.setLength(position);
                open.seek(position);
            }

            @Override
            public void close() throws IOException {
                open.close();
            }
        };
    }
}
