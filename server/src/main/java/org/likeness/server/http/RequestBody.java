package org.likeness.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.jetty.http.BadMessageException;
import org.likeness.api.service.ServiceProblemCode;

/** Reads bodies within the limits of one and of all. Closing gives the memory back. */
final class RequestBody implements AutoCloseable {
    private static final int STEP = 1 << 16;
    private static final int MOST_OF_STRANGERS = 1 << 16;

    private final RequestLimits limits;
    private final BodyBudget budget;
    private long taken;
    private boolean isAtEnd;

    RequestBody(RequestLimits limits, BodyBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /**
     * Reads to the end.
     *
     * @param declared bytes, −1 if that is not said
     * @throws ServiceException if it is too large, there is no memory for it now, or the client breaks off
     */
    byte[] read(InputStream stream, long declared) {
        if (declared > limits.bodyBytes()) {
            throw tooLarge(declared + " bytes");
        }
        try {
            if (declared >= 0) {
                take(declared);
                byte[] body = stream.readNBytes((int) declared);
                if (body.length < declared) {
                    throw ServiceException.invalid("the body ends after %d of %d bytes", body.length, declared);
                }
                isAtEnd = true;
                return body;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] part = new byte[STEP];
            for (int read = stream.read(part); read >= 0; read = stream.read(part)) {
                if (body.size() + read > limits.bodyBytes()) {
                    throw tooLarge("more than " + body.size() + " bytes");
                }
                take(read);
                body.write(part, 0, read);
            }
            isAtEnd = true;
            return body.toByteArray();
        } catch (IOException e) {
            throw ServiceException.invalid("the body cannot be read: %s", e.getMessage());
        }
    }

    /**
     * Reads what nobody asked for, so that the next request of the connection can follow.
     *
     * @param declared   bytes, −1 if that is not said
     * @param isAdmitted whether the client was let in; of others, little is read
     * @return false if that would be too much, so that the connection is to be closed
     */
    boolean discard(InputStream stream, long declared, boolean isAdmitted) {
        if (isAtEnd) {
            return true;
        }
        if (declared < 0 || declared > (isAdmitted ? limits.bodyBytes() : MOST_OF_STRANGERS)) {
            return false;
        }
        try {
            stream.skipNBytes(declared);
            return true;
        } catch (IOException | BadMessageException e) {
            return false; // the client has gone, or is too slow
        }
    }

    private void take(long bytes) {
        if (!budget.take(bytes)) {
            throw ServiceException.busy("the memory for the bodies of requests is in use: send it again later", 1);
        }
        taken += bytes;
    }

    private ServiceException tooLarge(String found) {
        return ServiceException.of(
                ServiceProblemCode.TOO_LARGE,
                String.format(Locale.ROOT, "the body has %s; at most %d are read", found, limits.bodyBytes()));
    }

    @Override
    public void close() {
        budget.give(taken);
        taken = 0;
    }
}
