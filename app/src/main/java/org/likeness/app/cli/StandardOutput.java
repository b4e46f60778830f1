package org.likeness.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a command's output. It keeps its first failure, after which nothing more is written: a {@link java.io.PrintWriter} ignores
 * failures, and a lost answer would look like an empty one.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream stream;
    private @Nullable IOException failure;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** That of the program, to which native libraries print as well. */
    static OutputStream shared() {
        return new FileOutputStream(FileDescriptor.out);
    }

    /**
     * That of the program, for answers alone: Gloo prints how many ranks it has connected. The file, pipe or terminal is opened once more, and the
     * descriptor that native libraries know is closed, for which Java puts {@code /dev/null}.
     */
    static OutputStream ofAnswersAlone() {
        try {
            OutputStream again = new FileOutputStream("/proc/self/fd/1", true);
            new FileOutputStream(FileDescriptor.out).close();
            return again;
        } catch (IOException e) { // another system, or what cannot be opened twice, such as a socket
            return shared();
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    @Override
    public void write(int octet) {
        attempt(() -> stream.write(octet));
    }

    @Override
    public void write(byte[] octets, int from, int count) {
        attempt(() -> stream.write(octets, from, count));
    }

    @Override
    public void flush() {
        attempt(stream::flush);
    }

    private synchronized void attempt(Write write) {
        if (failure == null) {
            try {
                write.run();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** Why the answer was lost, or a part of it. */
    synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the program that reads the answer wants no more of it, as {@code head} does. */
    static boolean isReaderGone(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }
}
