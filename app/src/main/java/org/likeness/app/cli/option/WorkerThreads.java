package org.likeness.app.cli.option;

import picocli.CommandLine.Option;

/** Number of threads for pictures. The result does not depend on it. */
public final class WorkerThreads {
    private static final int MOST = 1024;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: one per processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    public int count() {
        OptionRange.require("--threads", threads, 1, MOST);
        return threads;
    }
}
