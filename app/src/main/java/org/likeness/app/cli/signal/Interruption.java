package org.likeness.app.cli.signal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While it is open, Ctrl-C (and SIGTERM) requests a stop, and the running work finishes in order. */
public final class Interruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120; // a step of a large network on a slow machine, and its checkpoint

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    /** @param requestStop asks for the stop; called from another thread */
    public Interruption(Runnable requestStop) {
        this.hook = new Thread(
                () -> {
                    requestStop.run();
                    awaitEnd();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitEnd() {
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            ended.countDown(); // the machine is going down already, and the hook has just been let go
        }
    }
}
