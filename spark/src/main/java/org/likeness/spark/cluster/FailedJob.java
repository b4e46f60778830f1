package org.likeness.spark.cluster;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.Remedy;

/**
 * Why a job has failed: the reason of the task that failed last, and where, instead of the way it took through Spark. Spark's words are those
 * of 4.1; other words are told as they are.
 */
final class FailedJob {
    /** A task that failed, with host and executor. */
    private static final Pattern TASK = Pattern.compile("\\(TID \\d+\\) \\((\\S+) executor (\\S+)\\): (.*)");

    /** An executor that is gone, or does not answer. */
    private static final Pattern LOST = Pattern.compile("ExecutorLostFailure \\(.*\\) Reason: (.*)");

    /** An executor that was about to end, as after its memory ran out, and refused the task. */
    private static final Pattern REFUSED =
            Pattern.compile("RejectedExecutionException: Task org\\.apache\\.spark\\.executor\\.");

    private static final Pattern OUT_OF_MEMORY =
            Pattern.compile("OutOfMemoryError|exited with code 52\\b|exceeding (virtual |physical )?memory|OOMKilled");

    private FailedJob() {}

    /**
     * The exception for a user.
     *
     * @param memory of an executor, as Spark's setting
     */
    static LikenessException of(Exception failure, String memory) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Optional<Matcher> task = Optional.of(TASK.matcher(message)).filter(Matcher::find);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LikenessException known) {
                String where = task.filter(found -> !isThisProcess(found))
                        .map(found -> "worker " + found.group(1) + ": ")
                        .orElse("");
                return new LikenessException(known.kind(), where + known.getMessage(), failure);
            }
        }
        return task.map(found -> ofTask(found, failure, memory))
                .orElseGet(() -> LikenessException.unavailable(
                        "the job has failed on the cluster, whose logs say more: " + Printable.firstLine(message),
                        failure));
    }

    /** Without a cluster, the driver is the executor. */
    private static boolean isThisProcess(Matcher task) {
        return task.group(2).equals("driver");
    }

    private static LikenessException ofTask(Matcher task, Exception failure, String memory) {
        String executor = String.format(Locale.ROOT, "executor %s on %s", task.group(2), task.group(1));
        Matcher lost = LOST.matcher(task.group(3));
        boolean isRefused = REFUSED.matcher(task.group(3)).find();
        boolean isLost = lost.matches() || isRefused;
        String why =
                isRefused ? "it was ending when it was given the task" : lost.matches() ? lost.group(1) : task.group(3);
        if (OUT_OF_MEMORY.matcher(why).find()) {
            return isThisProcess(task)
                    ? withRemedy(
                            "this process ran out of memory (" + why + ")", failure, Remedy.Action.RAISE_HEAP, "8g")
                    : withRemedy(
                            String.format(
                                    Locale.ROOT,
                                    "%s ran out of memory, as other attempts did (%s; spark.executor.memory is %s)",
                                    executor,
                                    why,
                                    memory),
                            failure,
                            Remedy.Action.GIVE_EXECUTORS_MEMORY,
                            "");
        }
        return LikenessException.unavailable(
                String.format(
                        Locale.ROOT,
                        isLost
                                ? "%s was lost, as in other attempts (%s); its log on that worker says more"
                                : "the job has failed: %s: %s",
                        executor,
                        why),
                failure);
    }

    private static LikenessException withRemedy(
            String message, Exception failure, Remedy.Action action, String subject) {
        return new LikenessException(LikenessException.Kind.UNAVAILABLE, message, failure, new Remedy(action, subject));
    }
}
