package org.likeness.core.concurrent;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Rethrows the failure of another thread in this one. */
public final class Failures {
    private Failures() {}

    /**
     * Waits for a result.
     *
     * @param work what is done, for the message, such as {@code a batch is loaded}
     * @throws CancellationException if this thread is interrupted, which it stays, or the work is canceled
     * @throws RuntimeException      what the work threw
     */
    public static <T> T await(Future<T> result, String work) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException(String.format(Locale.ROOT, "interrupted while %s", work));
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    /**
     * What another thread threw, without what the JDK wraps it in. An error is thrown right away.
     *
     * @return to be thrown
     */
    public static RuntimeException rethrown(Throwable failure) {
        boolean wrapped = failure instanceof ExecutionException || failure instanceof CompletionException;
        Throwable cause = failure.getCause();
        Throwable thrown = wrapped && cause != null ? cause : failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
