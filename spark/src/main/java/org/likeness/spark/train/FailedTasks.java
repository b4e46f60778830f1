package org.likeness.spark.train;

import java.util.Locale;
import java.util.function.Consumer;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.likeness.core.Printable;

/** Tells why tasks failed: Spark itself tells the last failure of the last attempt only. */
final class FailedTasks extends SparkListener {
    private static final String OF_A_RANK = "ShuffleMapTask"; // the stage after it has results

    private final Consumer<String> note;

    FailedTasks(Consumer<String> note) {
        this.note = note;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskType().equals(OF_A_RANK)
                && end.reason() instanceof TaskFailedReason failure
                && end.taskInfo() != null) {
            note.accept(String.format(
                    Locale.ROOT,
                    "rank %d, attempt %d: %s",
                    end.taskInfo().index(),
                    end.stageAttemptId() + 1,
                    Printable.line(failure.toErrorString().lines().findFirst().orElse("failed"))));
        }
    }
}
