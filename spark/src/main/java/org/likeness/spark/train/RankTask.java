package org.likeness.spark.train;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.shards.FaceSets;
import org.likeness.training.Trainer;
import org.likeness.training.distributed.GlooGroup;
import org.likeness.training.distributed.GroupSettings;
import org.likeness.training.distributed.Rendezvous;
import org.likeness.training.distributed.Share;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.recipe.RecipeReader;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * A task of the barrier stage: a rank of the process group. Each attempt of the stage has a rendezvous of its own; an attempt after one that
 * was lost goes on from the run's last checkpoint. A mistake, which would be made again, ends the stage with results instead of an attempt.
 */
final class RankTask extends AbstractFunction1<Iterator<Integer>, Iterator<RankResult>> implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int THREADS = 8; // they wait for the disk, or for the network
    private static final String DONE = "done";
    private static final String LOST = "lost";
    private static final String MISTAKE = "mistake";

    private final TrainSettings.Sent settings;

    RankTask(TrainSettings.Sent settings) {
        this.settings = settings;
    }

    @Override
    public Iterator<RankResult> apply(Iterator<Integer> ranks) {
        BarrierTaskContext context = BarrierTaskContext.get();
        return CollectionConverters.asScala(List.of(outcome(context)).iterator());
    }

    /** A rank that sees another one end does not know why: all tell what they know before one of them fails. */
    private RankResult outcome(BarrierTaskContext context) {
        int rank = context.partitionId();
        try {
            RankResult result = train(context, rank);
            context.allGather(DONE);
            return result;
        } catch (LikenessException e) {
            boolean isLost = e.kind() == LikenessException.Kind.UNAVAILABLE;
            List<String> others = List.of(context.allGather(isLost ? LOST : MISTAKE));
            if (isLost && !others.contains(MISTAKE)) {
                throw e; // the stage is tried again
            }
            return new RankResult(
                    rank,
                    context.stageAttemptNumber(),
                    0,
                    null,
                    Double.NaN,
                    isLost ? null : e.getMessage(),
                    isLost ? null : e.kind());
        }
    }

    private RankResult train(BarrierTaskContext context, int rank) {
        String[] executors = context.allGather(SparkEnv.get().executorId());
        if (Arrays.stream(executors).distinct().count() < executors.length) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%,d ranks are in %,d executors: each needs one of its own; give each executor as many cores as a task (spark.executor.cores and spark.task.cpus)",
                    executors.length,
                    Arrays.stream(executors).distinct().count()));
        }
        var share = new Share(rank, settings.ranks());
        var group = new GroupSettings(settings.token(), GroupSettings.USUAL_PATIENCE, GroupSettings.USUAL_SILENCE);
        int ranksHere = ranksHere(context, rank);
        if (rank == 0) {
            try (Rendezvous rendezvous = open(context, group)) {
                context.allGather(Integer.toString(rendezvous.address().getPort()));
                try (GlooGroup ranks = GlooGroup.lead(rendezvous, ranksHere, () -> {})) {
                    return train(context, ranks);
                }
            }
        }
        int port = Integer.parseInt(context.allGather("")[0]);
        var leader = new InetSocketAddress(address(context, 0), port);
        try (GlooGroup ranks = GlooGroup.join(leader, share, ranksHere, group)) {
            return train(context, ranks);
        }
    }

    private Rendezvous open(BarrierTaskContext context, GroupSettings group) {
        return Rendezvous.open(new InetSocketAddress(address(context, 0), 0), settings.ranks(), group);
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

    private RankResult train(BarrierTaskContext context, GlooGroup ranks) {
        int attempt = context.stageAttemptNumber();
        Trainer trainer = Trainer.of(
                        RecipeReader.defaults()
                                .yaml(settings.recipe(), "the recipe")
                                .recipe(),
                        people())
                .into(Path.of(settings.run()))
                .acceptWorse(settings.acceptWorse())
                .resume(settings.resume() || attempt > 0)
                .group(ranks);
        if (!settings.start().isEmpty()) {
            trainer.from(Path.of(settings.start()));
        }
        TrainingResult result = trainer.train();
        return new RankResult(
                ranks.share().rank(),
                attempt,
                result.steps(),
                result.encoder().map(Path::toString).orElse(null),
                result.best().map(best -> best.accuracy()).orElse(Double.NaN),
                null,
                null);
    }

    private FaceDataset people() {
        return JoinedDataset.of(settings.sets().stream()
                .map(set ->
                        FaceSets.open(Path.of(set), settings.depth(), THREADS).data())
                .toList());
    }
}
