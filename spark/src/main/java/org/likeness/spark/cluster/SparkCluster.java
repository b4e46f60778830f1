package org.likeness.spark.cluster;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.spark.program.ProgramArchives;

/**
 * A connection to a Spark cluster. Executors get this program's own archives from the driver, unless {@code spark.jars} or
 * {@code spark.executor.extraClassPath} says where they are.
 */
public final class SparkCluster implements AutoCloseable {
    private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
    private static final String OPTIONS = "spark.executor.extraJavaOptions";

    /** JavaCPP's own limit, a multiple of the heap, would end a training that is well. */
    private static final String EXECUTOR_OPTIONS = "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Djava.awt.headless=true";

    /** What native libraries read before Java starts; reasons are in the launcher's native-environment.sh. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "4000000000",
            "MALLOC_TRIM_THRESHOLD_", "20000000000",
            "MALLOC_TOP_PAD_", "268435456",
            "OMP_WAIT_POLICY", "passive",
            "GOMP_SPINCOUNT", "1000");

    private static final int TASKS_OF_CORE = 4;

    private static final String MEMORY = "spark.executor.memory";
    private static final String USUAL_MEMORY = "1g"; // Spark's
    private static final String START_LIMIT = "spark.deploy.maxExecutorRetries";
    private static final int USUAL_START_LIMIT = 10; // Spark's

    private final JavaSparkContext context;
    private final ExecutorWatch watch;
    private final FailedAttempts attempts = new FailedAttempts();

    private SparkCluster(JavaSparkContext context) {
        this.context = context;
        this.watch = new ExecutorWatch(
                context.getConf().getInt(START_LIMIT, USUAL_START_LIMIT),
                reason -> context.sc().cancelAllJobs());
        context.sc().addSparkListener(watch);
        context.sc().addSparkListener(attempts);
    }

    /**
     * Connects.
     *
     * @param job for Spark's pages, such as "embed"
     * @throws LikenessException if no cluster is named, it does not answer, or executors would come and go
     */
    public static SparkCluster open(String job, ClusterSettings settings) {
        SparkConf conf = new SparkConf().setAppName("likeness " + job);
        settings.configuration().forEach(conf::set);
        settings.master().ifPresent(conf::setMaster);
        if (!conf.contains("spark.master")) {
            throw LikenessException.invalid(
                    "no cluster is named: its address is expected, such as spark://host:7077, or local[2] for this machine");
        }
        if (conf.getBoolean(DYNAMIC, false)) {
            throw LikenessException.invalid(
                    DYNAMIC + " is true: executors that load a network look idle, and would be ended; set it to false");
        }
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing(
                "spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s"); // 15 s; executors come sooner
        conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "300");
        conf.set(OPTIONS, (conf.get(OPTIONS, "") + " " + EXECUTOR_OPTIONS).strip());
        ENVIRONMENT.forEach((name, value) -> conf.setIfMissing("spark.executorEnv." + name, value));
        boolean isThisProcess = conf.get("spark.master").matches("local(\\[.*)?");
        if (!isThisProcess && !conf.contains("spark.jars") && !conf.contains("spark.executor.extraClassPath")) {
            conf.setJars(ProgramArchives.ofThisProcess().own().stream()
                    .map(Path::toString)
                    .toArray(String[]::new));
        }
        try {
            return new SparkCluster(new JavaSparkContext(conf));
        } catch (Exception e) { // also checked ones: Spark is written in Scala, and declares none
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "the cluster %s cannot be used: %s",
                            conf.get("spark.master"),
                            Printable.firstLine(e)),
                    e);
        }
    }

    /**
     * Runs a job. Of an error of a task, the cause is told, not the way it took through Spark.
     *
     * @throws LikenessException if it fails
     */
    public <T> T run(Function<JavaSparkContext, T> job) {
        try {
            return job.apply(context);
        } catch (LikenessException e) {
            throw e;
        } catch (Exception e) { // as above
            throw translated(e);
        }
    }

    private LikenessException translated(Exception e) {
        if (context.sc().isStopped()) {
            return LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "the cluster %s does not answer, or has ended the job: %s",
                            context.master(),
                            Printable.firstLine(e)),
                    e);
        }
        awaitListeners();
        return watch.reason()
                .map(reason -> LikenessException.unavailable(reason, e))
                .orElseGet(() -> FailedJob.of(e, context.getConf().get(MEMORY, USUAL_MEMORY), attempts));
    }

    /** Until they have been told why tasks failed, which happens in a thread of its own. */
    private void awaitListeners() {
        try {
            context.sc().listenerBus().waitUntilEmpty();
        } catch (TimeoutException ignored) {
            // What they know by now is told.
        }
    }

    /** Tasks that a job should have at least: several for each core, so that the last ones are short. */
    public int tasks() {
        return TASKS_OF_CORE * run(JavaSparkContext::defaultParallelism);
    }

    /** Cores that one task is given. */
    public int coresOfTask() {
        return context.getConf().getInt("spark.task.cpus", 1);
    }

    @Override
    public void close() {
        context.stop();
    }
}
