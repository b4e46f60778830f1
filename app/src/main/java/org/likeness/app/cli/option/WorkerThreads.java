package org.likeness.app.cli.option;

import java.util.Locale;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Option;

/** Number of threads for pictures. The result does not depend on it. */
public final class WorkerThreads {
    private static final int MOST = 1024;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: one per processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    public int count() {
        if (threads < 1 || threads > MOST) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--threads %d: it must lie in [1, %d]", threads, MOST));
        }
        return threads;
    }
}
