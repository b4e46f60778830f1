package org.likeness.spark.cluster;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.jspecify.annotations.Nullable;
import org.likeness.core.Printable;

/**
 * Ends jobs whose executors end before they are given a task, one after another. Spark itself waits for another executor without end as long
 * as one of several workers is about to start one.
 */
final class ExecutorWatch extends SparkListener {
    private final int limit;
    private final Consumer<String> end;
    private int lost;
    private @Nullable String reason;

    /**
     * @param limit executors in a row that end without a task
     * @param end   is told the reason, and ends the jobs
     */
    ExecutorWatch(int limit, Consumer<String> end) {
        this.limit = limit;
        this.end = end;
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        lost = 0;
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        lost++;
        if (lost >= limit && reason().isEmpty()) {
            String text = String.format(
                    Locale.ROOT,
                    "%,d executors in a row have ended before they were given a task, the last one because: %s; their logs on the workers say more",
                    lost,
                    Printable.firstLine(removed.reason()));
            tell(text);
            end.accept(text);
        }
    }

    private synchronized void tell(String text) {
        reason = text;
    }

    /** Why it has ended the jobs; nothing if it has not. */
    synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
