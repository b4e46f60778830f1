package org.likeness.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Test;

class ExecutorWatchTest {
    private final List<String> told = new ArrayList<>();
    private final ExecutorWatch watch = new ExecutorWatch(3, told::add);

    private void lose(int executors) {
        for (int i = 0; i < executors; i++) {
            watch.onExecutorRemoved(new SparkListenerExecutorRemoved(0, Integer.toString(i), "it could not start"));
        }
    }

    @Test
    void executorsThatHaveHadATaskAreSparksToCount() {
        lose(2);
        watch.onTaskStart(new SparkListenerTaskStart(0, 0, null));
        lose(2);
        assertThat(told).isEmpty();
        assertThat(watch.reason()).isEmpty();
    }

    @Test
    void executorsThatEndOneAfterAnotherEndTheJobOnce() {
        lose(7);
        assertThat(told)
                .containsExactly(
                        "3 executors in a row have ended before they were given a task, the last one because: it could not start; their logs on the workers say more");
        assertThat(watch.reason()).contains(told.get(0));
    }
}
