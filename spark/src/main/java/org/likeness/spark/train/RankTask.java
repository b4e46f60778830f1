package org.likeness.spark.train;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.training.Trainer;
import org.likeness.training.distributed.GlooGroup;
import org.likeness.training.distributed.GroupSettings;
import org.likeness.training.distributed.Rendezvous;
import org.likeness.training.distributed.Share;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.run.UnrecoverableRunException;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * A task of the barrier stage: a rank of the process group. Each attempt of the stage has a rendezvous of its own; an attempt after one that
 * was lost goes on from the run's last checkpoint. A mistake, which would be made again, ends the stage with results instead of an attempt.
 */
final class RankTask extends AbstractFunction1<Iterator<Integer>, Iterator<RankResult>> implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String DONE = "done";
    private static final String LOST = "lost";
    private static final String MISTAKE = "mistake";

    private final TrainSettings settings;
    private final String token;

    /** @param token of the group */
    RankTask(TrainSettings settings, String token) {
        this.settings = settings;
        this.token = token;
    }

    @Override
    public Iterator<RankResult> apply(Iterator<Integer> ranks) {
        BarrierTaskContext context = BarrierTaskContext.get();
        return CollectionConverters.asScala(List.of(outcome(context)).iterator());
    }

    /**
     * All ranks tell what they know before they meet, and again at the end, before one of them fails: a rank that sees another one end does not
     * know why.
     */
    private RankResult outcome(BarrierTaskContext context) {
        BegunRun begun = new BegunRun();
        try (Beginning own = begin(context)) {
            List<String> ready = List.of(context.allGather(own.message()));
            if (own.error() != null || ready.contains(MISTAKE) || ready.contains(LOST)) {
                return failed(context, begun, own.error(), ready);
            }
            TrainingResult result = null;
            LikenessException error = null;
            try {
                result = train(context, own, ready.get(0), begun);
            } catch (LikenessException e) {
                error = e;
            }
            List<String> ended = List.of(context.allGather(error == null ? DONE : word(error)));
            return result == null
                    ? failed(context, begun, error, ended)
                    : result(context, begun, trained(result), null);
        }
    }

    /** Of rank 0, what its run began with. */
    private static final class BegunRun implements TrainingListener {
        private @Nullable RankStart start;

        @Override
        public void started(TrainingStart begun) {
            start = RankStart.of(begun);
        }
    }

    /** What another rank cannot know is told by an exception, so that the stage is tried again, unless somebody has found a mistake. */
    private static RankResult failed(
            BarrierTaskContext context, BegunRun begun, @Nullable LikenessException own, List<String> all) {
        if (own != null && word(own).equals(MISTAKE)) {
            return result(
                    context,
                    begun,
                    null,
                    new RankResult.Mistake(
                            String.valueOf(own.getMessage()), own.kind(), own instanceof UnrecoverableRunException));
        }
        if (all.contains(MISTAKE)) {
            return result(context, begun, null, null);
        }
        throw own != null
                ? own
                : new LikenessException(LikenessException.Kind.UNAVAILABLE, "another rank could not begin");
    }

    private static RankResult result(
            BarrierTaskContext context,
            BegunRun begun,
            RankResult.@Nullable Trained trained,
            RankResult.@Nullable Mistake mistake) {
        return new RankResult(context.partitionId(), context.stageAttemptNumber(), begun.start, trained, mistake);
    }

    private static RankResult.Trained trained(TrainingResult result) {
        return new RankResult.Trained(
                result.steps(),
                result.seconds(),
                result.encoder().map(Path::toString).orElse(null),
                result.best().map(EvaluationMetrics::accuracy).orElse(Double.NaN));
    }

    private static String word(LikenessException e) {
        return e.kind() == LikenessException.Kind.UNAVAILABLE ? LOST : MISTAKE;
    }

    /**
     * What a rank has before it meets the others.
     *
     * @param trainer    null after an error
     * @param rendezvous of rank 0; null of another, or after an error
     * @param error      null if there is none
     */
    private record Beginning(
            @Nullable Trainer trainer,
            @Nullable Rendezvous rendezvous,
            @Nullable LikenessException error) implements AutoCloseable {
        /** For the others: where rank 0 waits. */
        String message() {
            if (error != null) {
                return word(error);
            }
            return rendezvous == null
                    ? ""
                    : Integer.toString(rendezvous.address().getPort());
        }

        @Override
        public void close() {
            if (rendezvous != null) {
                rendezvous.close();
            }
        }
    }

    private Beginning begin(BarrierTaskContext context) {
        String[] executors = context.allGather(SparkEnv.get().executorId());
        try {
            long different = Arrays.stream(executors).distinct().count();
            if (different < executors.length) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%,d ranks are in %,d executors: each needs one of its own; give each executor as many cores as a task (spark.executor.cores and spark.task.cpus)",
                        executors.length,
                        different));
            }
            Trainer trainer = trainer(context.stageAttemptNumber());
            return new Beginning(trainer, context.partitionId() == 0 ? open(context) : null, null);
        } catch (LikenessException e) {
            return new Beginning(null, null, e);
        }
    }

    private TrainingResult train(BarrierTaskContext context, Beginning own, String port, BegunRun begun) {
        int rank = context.partitionId();
        int ranksHere = ranksHere(context, rank);
        Trainer trainer = Objects.requireNonNull(own.trainer()).listener(begun);
        if (own.rendezvous() != null) {
            try (GlooGroup ranks = GlooGroup.lead(own.rendezvous(), ranksHere, () -> {})) {
                return trainer.group(ranks).train();
            }
        }
        var leader = new InetSocketAddress(address(context, 0), Integer.parseInt(port));
        try (GlooGroup ranks = GlooGroup.join(leader, new Share(rank, settings.ranks()), ranksHere, group())) {
            return trainer.group(ranks).train();
        }
    }

    private GroupSettings group() {
        return new GroupSettings(token, GroupSettings.USUAL_PATIENCE, GroupSettings.USUAL_SILENCE);
    }

    private Rendezvous open(BarrierTaskContext context) {
        return Rendezvous.open(new InetSocketAddress(address(context, 0), 0), settings.ranks(), group());
    }

    /** Where Spark reaches a task's executor. */
    private static InetAddress address(BarrierTaskContext context, int rank) {
        String host = host(context, rank);
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the host %s of rank %d is not known here", host, rank), e);
        }
    }

    private static String host(BarrierTaskContext context, int rank) {
        String address = context.getTaskInfos()[rank].address();
        return address.substring(0, address.lastIndexOf(':'));
    }

    private static int ranksHere(BarrierTaskContext context, int rank) {
        String own = host(context, rank);
        int here = 0;
        for (int other = 0; other < context.getTaskInfos().length; other++) {
            here += host(context, other).equals(own) ? 1 : 0;
        }
        return here;
    }

    private Trainer trainer(int attempt) {
        Trainer trainer = Trainer.of(settings.parsedRecipe(), settings.people())
                .into(settings.folder())
                .acceptWorse(settings.acceptWorse())
                .resume(settings.resume() || attempt > 0 && RunDirectory.isRun(settings.folder()));
        String guard = settings.guard();
        if (guard != null) {
            trainer.guard(settings.people(guard));
        }
        String start = settings.start();
        return start == null ? trainer : trainer.from(Path.of(start));
    }
}
