package org.likeness.spark.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.likeness.core.Printable;

/**
 * Why attempts at tasks have failed. Spark tells of the last one only, and that may be no more than the refusal of an executor that is ending
 * because of an attempt before.
 */
final class FailedAttempts extends SparkListener {
    private final Map<FailedTask, String> reasons = new ConcurrentHashMap<>(); // the last of each task

    /**
     * A task of a job.
     *
     * @param stage of its jobs, counted from 0 on in a connection
     * @param index in the stage
     */
    record FailedTask(int stage, int index) {}

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof TaskFailedReason failure && end.taskInfo() != null) {
            String reason = Printable.firstLine(failure.toErrorString());
            if (!FailedJob.isRefusal(reason)) {
                reasons.put(new FailedTask(end.stageId(), end.taskInfo().index()), reason);
            }
        }
    }

    /** Why the last attempt failed that an executor did not refuse; nothing if there was none. */
    Optional<String> reason(FailedTask task) {
        return Optional.ofNullable(reasons.get(task));
    }
}
