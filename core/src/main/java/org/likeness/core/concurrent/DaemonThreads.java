package org.likeness.core.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads that do not prevent the program from ending. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** A factory of threads with a name, which a thread dump shows. */
    public static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * An executor.
     *
     * @param threads at least 1
     */
    public static ExecutorService pool(int threads, String name) {
        return Executors.newFixedThreadPool(threads, named(name));
    }

    /**
     * Ends an executor and waits for its tasks; those that are not wanted are to be canceled before. None is interrupted: a decoder would
     * take its picture for a broken one, and a channel that is shared would close. An interrupt of this thread ends the wait, and stays.
     *
     * @param seconds after which they are left alone
     */
    public static void end(ExecutorService executor, int seconds) {
        executor.shutdown();
        try {
            executor.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
