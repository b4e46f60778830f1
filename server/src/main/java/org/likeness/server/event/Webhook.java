package org.likeness.server.event;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.likeness.api.WireJson;
import org.likeness.api.service.RecognitionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to one address, signed, in their order, by a thread of its own. What is not accepted with 2xx is sent again after pauses that
 * double; after the last one it is lost, as is what comes while too many wait. Both are counted and logged. Events that wait when the service
 * stops are lost, too.
 */
final class Webhook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int WAITING = 10_000;
    private static final int ATTEMPTS = 8; // 1 + 2 + … + 64 seconds
    private static final int SUCCESS = 2; // hundred
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final URI address;
    private final WebhookSecret secret;
    private final Clock clock;
    private final Duration firstPause;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST_ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final BlockingQueue<RecognitionEvent> events = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "webhook");

    private Webhook(URI address, WebhookSecret secret, Clock clock, Duration firstPause) {
        this.address = address;
        this.secret = secret;
        this.clock = clock;
        this.firstPause = firstPause;
    }

    /**
     * Starts to send what comes.
     *
     * @param firstPause before an event is sent a second time
     */
    static Webhook start(WebhookTarget target, Clock clock, Duration firstPause) {
        Webhook webhook = new Webhook(target.address(), target.secret(), clock, firstPause);
        webhook.thread.setDaemon(true);
        webhook.thread.start();
        return webhook;
    }

    void send(RecognitionEvent event) {
        if (!events.offer(event)) {
            lose(event, "too many events wait");
        }
    }

    long delivered() {
        return delivered.get();
    }

    long lost() {
        return lost.get();
    }

    private void lose(RecognitionEvent event, String reason) {
        lost.incrementAndGet();
        LOG.warn("webhook {}: event {} is lost: {}", address.getHost(), event.sequence(), reason);
    }

    private void run() {
        try {
            while (true) {
                RecognitionEvent event = events.take();
                try {
                    deliver(event);
                } catch (InterruptedException e) {
                    lose(event, "the service stops");
                    throw e;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is closed
        }
    }

    private void deliver(RecognitionEvent event) throws InterruptedException {
        String body = WireJson.write(event);
        Duration pause = firstPause;
        String reason = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2);
            }
            try {
                int status = client.send(request(event, body), BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == SUCCESS) {
                    delivered.incrementAndGet();
                    return;
                }
                reason = "status " + status;
            } catch (IOException e) {
                reason = String.valueOf(e);
            }
        }
        lose(event, reason);
    }

    private HttpRequest request(RecognitionEvent event, String body) {
        String id = "event-" + event.sequence();
        long seconds = clock.instant().getEpochSecond(); // of this attempt: receivers refuse old ones
        return HttpRequest.newBuilder(address)
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", secret.signature(id, seconds, body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        thread.interrupt();
        if (!events.isEmpty()) {
            lost.addAndGet(events.size());
            LOG.warn("webhook {}: {} events are lost, because the service stops", address.getHost(), events.size());
        }
    }
}
