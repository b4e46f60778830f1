package org.likeness.api.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.likeness.api.Answer;
import org.likeness.api.WireJson;
import tools.jackson.core.JacksonException;

/** Sends requests, again where that is safe, and reads answers. */
final class Transport {
    private static final int OK = 200;
    private static final int MOST_OF_A_PROBLEM = 1 << 20;
    private static final int BUSY = 429;
    private static final int UNAVAILABLE = 503;

    private final ClientSettings settings;
    private final HttpClient http;

    Transport(ClientSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(settings.connectWithin())
                .followRedirects(HttpClient.Redirect.NEVER); // the key is for no other address
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        this.http = builder.build();
    }

    /**
     * Asks for a document.
     *
     * @throws ProblemException if the service refuses
     * @throws NoAnswerException if it does not answer, or with something else
     */
    <A extends Answer> A answer(Call call, Class<A> type) {
        return read(call, send(call), type);
    }

    /** Reads the document of a reply. */
    <A extends Answer> A read(Call call, ServiceReply reply, Class<A> type) {
        try {
            return WireJson.readAnswer(reply.body(), type);
        } catch (JacksonException e) {
            throw failed(
                    call,
                    1,
                    new ProtocolException("the answer is not the document that is expected, "
                            + type.getSimpleName()
                            + ": is this the address of a Likeness service, of a release that fits? "
                            + e.getOriginalMessage()));
        }
    }

    /**
     * Sends a request, again where that is safe, until it is answered.
     *
     * @return a reply with a status from 200 to 299
     * @throws ProblemException if the service refuses
     * @throws NoAnswerException if it does not answer
     */
    ServiceReply send(Call call) {
        HttpRequest request = request(call); // once: a repetition has the same Idempotency-Key
        for (int attempt = 1; ; attempt++) {
            RuntimeException failure;
            Optional<Duration> wait;
            try {
                ServiceReply reply = once(request);
                if (reply.isDone()) {
                    return reply;
                }
                failure = reply.problem();
                wait = isTemporary(call, reply.status())
                        ? settings.backoff().after(attempt, reply.retryAfter())
                        : Optional.empty();
            } catch (IOException e) {
                failure = failed(call, attempt, e);
                wait = isTemporary(call, e) ? settings.backoff().after(attempt, Optional.empty()) : Optional.empty();
            }
            if (wait.isEmpty()) {
                throw failure;
            }
            pause(call, attempt, wait.get());
        }
    }

    /**
     * Asks for something that is read piece by piece, of any length, once.
     *
     * @return to be closed
     * @throws ProblemException if the service refuses
     * @throws NoAnswerException if it does not answer
     */
    InputStream open(Call call) {
        try {
            HttpResponse<InputStream> response = http.send(request(call), BodyHandlers.ofInputStream());
            if (response.statusCode() == OK) {
                return response.body();
            }
            try (InputStream problem = response.body()) {
                byte[] body = problem.readNBytes(Math.toIntExact(Math.min(MOST_OF_A_PROBLEM, settings.answerBytes())));
                throw ServiceReply.of(response.statusCode(), response.headers(), body)
                        .problem();
            }
        } catch (IOException e) {
            throw failed(call, 1, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(call, 1, new InterruptedIOException("interrupted"));
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        settings.address() + call.path() + call.query().text()))
                .timeout(settings.answerWithin()) // for the head of the reply
                .method(
                        call.operation().method(),
                        call.body().map(Body::publisher).orElseGet(BodyPublishers::noBody));
        settings.key().ifPresent(key -> request.setHeader("Authorization", "Bearer " + key));
        call.body().ifPresent(body -> request.setHeader("Content-Type", body.type()));
        call.after().ifPresent(event -> request.setHeader("Last-Event-ID", Long.toString(event)));
        call.ifMatch().ifPresent(version -> request.setHeader("If-Match", version));
        if (call.operation().kind().isKeyed()) {
            request.setHeader("Idempotency-Key", UUID.randomUUID().toString());
        }
        return request.build();
    }

    /** The time of the request itself ends when the head of the reply is there; this one goes to the end of the body. */
    private ServiceReply once(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, head -> new BoundedBody(settings.answerBytes()));
        try {
            return ServiceReply.of(exchange.get(settings.answerWithin().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new HttpTimeoutException("no whole answer");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof UncheckedIOException failure) { // of a picture
                throw failure.getCause();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean isTemporary(Call call, int status) {
        return call.mayRepeat()
                && (status == BUSY
                        || status == UNAVAILABLE && call.operation().kind().mayRepeat());
    }

    /** Whether there was no connection, or it broke. A slow answer is not asked for again: that would make it slower. */
    private static boolean isTemporary(Call call, IOException failure) {
        boolean lasting = failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException
                || failure instanceof ProtocolException
                || failure instanceof InterruptedIOException
                || failure instanceof FileSystemException
                || failure instanceof FileNotFoundException
                || failure instanceof HttpTimeoutException && !(failure instanceof HttpConnectTimeoutException);
        return call.mayRepeat() && !lasting && call.operation().kind().mayRepeat();
    }

    private void pause(Call call, int attempt, Duration wait) {
        try {
            settings.pause().of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(call, attempt, new InterruptedIOException("interrupted"));
        }
    }

    private NoAnswerException failed(Call call, int attempts, IOException failure) {
        String text = String.format(
                Locale.ROOT,
                "%s%s: %s%s",
                settings.address(),
                call.operation().path(), // not the name of a gallery
                reason(failure),
                attempts == 1 ? "" : String.format(Locale.ROOT, " (%d attempts)", attempts));
        return new NoAnswerException(text, failure);
    }

    private String reason(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection within " + settings.connectWithin().toMillis() / 1000.0 + " s";
        }
        if (failure instanceof HttpTimeoutException) {
            return "no whole answer within " + settings.answerWithin().toMillis() / 1000.0 + " s";
        }
        if (failure instanceof ConnectException) {
            return failure.getCause() instanceof UnresolvedAddressException
                            || failure.getCause() != null
                                    && failure.getCause().getCause() instanceof UnresolvedAddressException
                    ? "the host is not known"
                    : "the connection is refused: is the service running?";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    URI address() {
        return settings.address();
    }
}
