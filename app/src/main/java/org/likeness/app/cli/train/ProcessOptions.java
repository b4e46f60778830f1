package org.likeness.app.cli.train;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.training.distributed.GroupSettings;
import org.likeness.training.distributed.Share;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The processes that train together: on this machine, or one of those on several. */
final class ProcessOptions {
    static final String TOKEN = "LIKENESS_GROUP_TOKEN";
    static final String RANKS_HERE = "LIKENESS_RANKS_HERE";
    private static final int MOST = 1_024;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Train with N processes, each with its share of every batch. They are started on this machine,",
                "unless --rank says which one of them this is."
            })
    private int processes = 1;

    @Option(
            names = "--rank",
            paramLabel = "R",
            description = {
                "This is process R of --processes, from 0 on, which somebody else starts, on any machine.",
                "Rank 0 saves and reports. $LIKENESS_GROUP_TOKEN is a secret that all of them share."
            })
    private @Nullable Integer rank;

    @Option(
            names = "--rendezvous",
            paramLabel = "HOST:PORT",
            description = "Where the ranks meet: an address of rank 0's machine, with a free port.")
    private @Nullable String rendezvous;

    /** Whether this process has a share of each batch only. */
    boolean several() {
        return processes > 1;
    }

    /** Whether another process saves and reports. */
    boolean follows() {
        return rank != null && rank > 0;
    }

    /** Whether rank 0 has started this process, and is told why it ends. */
    boolean reportsToStarter() {
        return System.getenv(RANKS_HERE) != null;
    }

    /**
     * Meets the other ranks, after starting them where they are this process's.
     *
     * @param command as it was given
     */
    TrainingRanks open(CommandSpec command, Output output) {
        if (rank == null) {
            InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return TrainingRanks.start(command, here, processes, settings(here), output);
        }
        InetSocketAddress where = address();
        GroupSettings settings = settings(where);
        return rank == 0
                ? TrainingRanks.lead(where, processes, settings)
                : TrainingRanks.join(where, new Share(rank, processes), ranksHere(), settings);
    }

    /** @throws LikenessException if the options contradict each other */
    void require() {
        if (processes < 1 || processes > MOST) {
            throw invalid("--processes %d: 1 to %,d are expected", processes, MOST);
        }
        if ((rank == null) != (rendezvous == null)) {
            throw invalid(
                    "--rank and --rendezvous belong together: a process of several has a number, and meets the others");
        }
        if (rank != null && (rank < 0 || rank >= processes)) {
            throw invalid("--rank %d of --processes %d: ranks count from 0 to their number less 1", rank, processes);
        }
    }

    private InetSocketAddress address() {
        String text = String.valueOf(rendezvous);
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}") || port(text, colon) > 65_535) {
            throw invalid("--rendezvous %s: HOST:PORT is expected, such as 10.0.0.1:29500", text);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(text.substring(0, colon)), port(text, colon));
        } catch (UnknownHostException e) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--rendezvous %s: no such host is known here", text), e);
        }
    }

    private static int port(String text, int colon) {
        return Integer.parseInt(text.substring(colon + 1));
    }

    /** On one machine, a secret of their own keeps other users' processes out. */
    private static GroupSettings settings(InetSocketAddress where) {
        String token = Optional.ofNullable(System.getenv(TOKEN))
                .filter(given -> !given.isBlank())
                .orElse("");
        if (token.isEmpty() && where.getPort() == 0) {
            token = GroupSettings.newToken();
        }
        if (token.isEmpty() && !where.getAddress().isLoopbackAddress()) {
            throw invalid("ranks that meet at %s need a secret: set %s to the same one for all of them", where, TOKEN);
        }
        return new GroupSettings(token, GroupSettings.USUAL_PATIENCE, GroupSettings.USUAL_SILENCE);
    }

    private static int ranksHere() {
        String given = System.getenv(RANKS_HERE);
        return given == null || !given.matches("[1-9]\\d{0,3}") ? 1 : Integer.parseInt(given);
    }

    private static LikenessException invalid(String format, Object... values) {
        return LikenessException.invalid(String.format(Locale.ROOT, format, values));
    }
}
