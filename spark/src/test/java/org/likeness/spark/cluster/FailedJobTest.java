package org.likeness.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkException;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

class FailedJobTest {
    private static final String TASK =
            "Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task 0.3 in stage 0.0 (TID 5) (10.0.0.7 executor 3): ";
    private static final String TRACE = "\n\tat org.example.Task.call(Task.java:1)\n\nDriver stacktrace:";

    private static final Seq<AccumulableInfo> NOTHING =
            CollectionConverters.asScala(List.<AccumulableInfo>of()).toSeq();
    private static final String REFUSED =
            "Task org.apache.spark.executor.Executor$TaskRunner@6b20 rejected from java.util.concurrent.ThreadPoolExecutor@482d[Shutting down, pool size = 1]";
    private static final String REFUSAL = "java.util.concurrent.RejectedExecutionException: " + REFUSED;

    private final FailedAttempts attempts = new FailedAttempts();

    private LikenessException failed(String message) {
        return FailedJob.of(new SparkException(message), "512m", attempts);
    }

    private void attempted(int stage, int index, TaskFailedReason reason) {
        var task = new TaskInfo(5, index, 0, index, 0, "3", "10.0.0.7", TaskLocality.ANY(), false);
        attempts.onTaskEnd(new SparkListenerTaskEnd(stage, 0, "ResultTask", reason, task, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang.OutOfMemoryError: Java heap space | java.lang.OutOfMemoryError: Java heap space",
                "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 52 | Command exited with code 52"
            })
    void memoryThatRanOutIsToldWithWhatToDo(String reason, String told) {
        LikenessException failure = failed(TASK + reason + TRACE);
        assertThat(failure.kind()).isEqualTo(LikenessException.Kind.UNAVAILABLE);
        assertThat(failure)
                .hasMessage("executor 3 on 10.0.0.7 ran out of memory, as other attempts did (" + told
                        + "; spark.executor.memory is 512m)");
        assertThat(failure.remedy()).contains(new Remedy(Remedy.Action.GIVE_EXECUTORS_MEMORY));
    }

    @Test
    void anExecutorThatIsLostIsNamed() {
        assertThat(failed(TASK
                        + "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 137"
                        + TRACE))
                .hasMessage(
                        "executor 3 on 10.0.0.7 was lost, as in other attempts (Command exited with code 137); its log on that worker says more");
    }

    @Test
    void anExecutorThatRefusesTasksBecauseItEndsIsLostToo() {
        assertThat(failed(TASK + REFUSAL + TRACE))
                .hasMessage(
                        "executor 3 on 10.0.0.7 was lost, as in other attempts (it was ending when it was given the task); its log on that worker says more");
    }

    @Test
    void whyAnExecutorIsEndingIsTheReasonOfItsRefusal() {
        attempted(0, 0, new ExecutorLostFailure("3", true, Option.apply("Command exited with code 52")));
        attempted(0, 0, new ExceptionFailure(new RejectedExecutionException(REFUSED), NOTHING));
        attempted(0, 1, new ExecutorLostFailure("4", true, Option.apply("another task's")));
        assertThat(failed(TASK + REFUSAL + TRACE).getMessage())
                .startsWith(
                        "executor 3 on 10.0.0.7 ran out of memory, as other attempts did (Command exited with code 52");
    }

    @Test
    void whatATaskHasSaidIsToldWithItsWorker() {
        var cause = new LikenessException(LikenessException.Kind.UNSUPPORTED, "no libtorch");
        LikenessException failure =
                FailedJob.of(new SparkException(TASK + "x.Y: no libtorch" + TRACE, cause), "1g", attempts);
        assertThat(failure.kind()).isEqualTo(LikenessException.Kind.UNSUPPORTED);
        assertThat(failure).hasMessage("worker 10.0.0.7: no libtorch");
        assertThat(FailedJob.of(new SparkException("of the driver", cause), "1g", attempts))
                .hasMessage("no libtorch");
        String here = TASK.replace("executor 3", "executor driver");
        assertThat(FailedJob.of(new SparkException(here + "x.Y: no libtorch", cause), "1g", attempts))
                .hasMessage("no libtorch");
    }

    @Test
    void withoutAClusterTheHeapIsThatOfThisProcess() {
        LikenessException failure =
                failed(TASK.replace("executor 3", "executor driver") + "java.lang.OutOfMemoryError: Java heap space");
        assertThat(failure).hasMessage("this process ran out of memory (java.lang.OutOfMemoryError: Java heap space)");
        assertThat(failure.remedy()).contains(new Remedy(Remedy.Action.RAISE_HEAP, "8g"));
    }

    @Test
    void otherWordsAreToldAsTheyAre() {
        assertThat(failed(TASK + "java.lang.IllegalStateException: what" + TRACE))
                .hasMessage("the job has failed: executor 3 on 10.0.0.7: java.lang.IllegalStateException: what");
        assertThat(failed("words of another release\nmore"))
                .hasMessage("the job has failed on the cluster, whose logs say more: words of another release");
    }
}
