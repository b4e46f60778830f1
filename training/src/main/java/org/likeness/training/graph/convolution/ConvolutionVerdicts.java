package org.likeness.training.graph.convolution;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records which of libtorch's convolutions are correct on this machine. Each is tested once, in a {@link TrialProcess}, before it is used
 * in this process, unless {@link KeptVerdicts} have it.
 *
 * <p>Some virtual machines on AMD processors hide the sizes of their caches. oneDNN 3.7.1 then assumes a size of one byte, and when it
 * reorders weights, it omits some of those that do not fill a block
 * (<a href="https://github.com/uxlfoundation/oneDNN/issues/5313">oneDNN, issue 5313</a>). A trial is independent of the cause, and detects
 * other faults, too.
 */
final class ConvolutionVerdicts {
    /** Those of this machine, which all graphs of this process share. */
    static final ConvolutionVerdicts OF_THIS_MACHINE = new ConvolutionVerdicts(KeptVerdicts.ofThisMachine());

    private static final long IDLE_SECONDS = 10;

    private final KeptVerdicts kept;
    private final Map<String, Boolean> known;
    private @Nullable TrialProcess trials;
    private boolean unavailable;
    private long asked;

    /** @param kept what other processes have found */
    ConvolutionVerdicts(KeptVerdicts kept) {
        this.kept = kept;
        this.known = new HashMap<>(kept.read());
    }

    /**
     * Whether libtorch computes a convolution right, output and gradients. Where no other process can be started, none is taken to be right.
     *
     * @param threads that it may use
     */
    synchronized boolean isRight(ConvolutionCase convolution, int threads) {
        return known.computeIfAbsent(TrialProcess.question(convolution, threads), this::ask);
    }

    private boolean ask(String question) {
        TrialProcess process = process();
        if (process == null) {
            return false;
        }
        OptionalDouble error = process.error(question);
        if (error.isEmpty()) {
            close();
            return false;
        }
        closeUnlessAskedAgain(++asked);
        boolean right = error.getAsDouble() <= ConvolutionTrial.TOLERANCE;
        kept.keep(question, right);
        return right;
    }

    private @Nullable TrialProcess process() {
        if (trials == null && !unavailable) {
            try {
                trials = TrialProcess.start();
            } catch (IOException e) {
                unavailable = true;
            }
        }
        return trials;
    }

    private void closeUnlessAskedAgain(long question) {
        CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS).execute(() -> {
            synchronized (this) {
                if (asked == question) {
                    close();
                }
            }
        });
    }

    private void close() {
        if (trials != null) {
            trials.close();
            trials = null;
        }
    }
}
