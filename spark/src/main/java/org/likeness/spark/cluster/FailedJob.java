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
    private static final Pattern TASK = Pattern.compile(
            "task (?<index>\\d+)\\.\\d+ in stage (?<stage>\\d+)\\.\\d+ \\(TID \\d+\\) \\((?<host>\\S+) executor (?<executor>\\S+)\\): (?<reason>.*)");

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
     * @param memory  of an executor, as Spark's setting
     * @param earlier attempts at the same task
     */
    static LikenessException of(Exception failure, String memory, FailedAttempts earlier) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Optional<Matcher> task = Optional.of(TASK.matcher(message)).filter(Matcher::find);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LikenessException known) {
                String where = task.filter(found -> !isThisProcess(found))
                        .map(found -> "worker " + found.group("host") + ": ")
                        .orElse("");
                return new LikenessException(known.kind(), where + known.getMessage(), failure);
            }
        }
        return task.map(found -> ofTask(found, failure, memory, earlier))
                .orElseGet(() -> LikenessException.unavailable(
                        "the job has failed on the cluster, whose logs say more: " + Printable.firstLine(message),
                        failure));
    }

    /** Without a cluster, the driver is the executor. */
    private static boolean isThisProcess(Matcher task) {
        return task.group("executor").equals("driver");
    }

    /** Whether an executor refused a task because it was ending. */
    static boolean isRefusal(String reason) {
        return REFUSED.matcher(reason).find();
    }

    private static LikenessException ofTask(Matcher task, Exception failure, String memory, FailedAttempts earlier) {
        String executor = String.format(Locale.ROOT, "executor %s on %s", task.group("executor"), task.group("host"));
        String reason = reason(task, earlier);
        Matcher lost = LOST.matcher(reason);
        boolean isRefused = isRefusal(reason);
        boolean isLost = lost.matches() || isRefused;
        String why = isRefused ? "it was ending when it was given the task" : lost.matches() ? lost.group(1) : reason;
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

    /** Of the last attempt, or of one before if the last one was refused. */
    private static String reason(Matcher task, FailedAttempts earlier) {
        String last = task.group("reason");
        return isRefusal(last)
                ? earlier.reason(new FailedAttempts.FailedTask(
                                Integer.parseInt(task.group("stage")), Integer.parseInt(task.group("index"))))
                        .orElse(last)
                : last;
    }

    private static LikenessException withRemedy(
            String message, Exception failure, Remedy.Action action, String subject) {
        return new LikenessException(LikenessException.Kind.UNAVAILABLE, message, failure, new Remedy(action, subject));
    }
}
