package org.likeness.server.event;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.likeness.api.service.RecognitionEvent;
import org.likeness.api.service.RecognitionEvent.Kind;
import org.likeness.server.http.Concern;
import org.likeness.server.http.Route;
import org.likeness.server.http.Router;
import org.likeness.server.http.ServiceException;

/**
 * Makes events of what was answered, and hands them on. The last ones are remembered, so that a subscriber who was away for a moment misses
 * none. Thread-safe.
 */
public final class EventFeed implements Router.Observer, AutoCloseable {
    private static final int REMEMBERED = 1_000;
    private static final int MOST_SUBSCRIBERS = 16; // each holds a connection and its thread
    private static final int SECONDS_FOR_ROOM = 60;
    private static final long IDS_A_MILLISECOND = 1_000; // ids grow across restarts, too

    private final Clock clock;
    private final List<Webhook> webhooks;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Deque<RecognitionEvent> last = new ArrayDeque<>();
    private long id;
    private boolean isClosed;

    /**
     * @param targets    where events are sent
     * @param firstPause before one is sent there a second time
     */
    public EventFeed(Clock clock, List<WebhookTarget> targets, Duration firstPause) {
        this.clock = clock;
        this.webhooks = targets.stream()
                .map(target -> Webhook.start(target, clock, firstPause))
                .toList();
        this.id = clock.millis() * IDS_A_MILLISECOND;
    }

    @Override
    public void answered(Router.Exchange exchange) {
        for (Concern concern : exchange.concerns()) {
            concern.gallery()
                    .ifPresent(gallery -> kind(exchange.route(), concern.outcome())
                            .ifPresent(kind -> publish(kind, gallery, concern.people(), exchange.request())));
        }
    }

    private static Optional<Kind> kind(Route route, String outcome) {
        return switch (outcome) {
            case "identified" -> Optional.of(Kind.IDENTIFIED);
            case "unknown" -> Optional.of(Kind.UNKNOWN);
            case "no-face" -> route.changesGallery() ? Optional.empty() : Optional.of(Kind.NO_FACE);
            case "enrolled" -> Optional.of(Kind.ENROLLED);
            case "done" -> route.changesGallery() ? Optional.of(Kind.CHANGED) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private synchronized void publish(Kind kind, String gallery, List<Long> people, String request) {
        id++;
        RecognitionEvent event = new RecognitionEvent(id, kind, clock.instant().toString(), gallery, people, request);
        last.add(event);
        if (last.size() > REMEMBERED) {
            last.remove();
        }
        subscriptions.forEach(subscription -> subscription.offer(event));
        webhooks.forEach(webhook -> webhook.send(event));
    }

    /** @throws ServiceException if there are too many subscribers */
    public void requireRoom() {
        if (subscriptions.size() >= MOST_SUBSCRIBERS) {
            throw ServiceException.busy(
                    "there are already " + MOST_SUBSCRIBERS + " subscribers: try it again later", SECONDS_FOR_ROOM);
        }
    }

    /**
     * Subscribes to the events of a gallery.
     *
     * @param after    the last event that the subscriber knows; those since then come first, as far as they are remembered
     * @param isServed whether the gallery still is: the subscription ends otherwise
     * @throws ServiceException if there are too many subscribers
     */
    public synchronized Subscription subscribe(String gallery, Optional<Long> after, BooleanSupplier isServed) {
        requireRoom();
        Subscription subscription = new Subscription(gallery, isServed, subscriptions::remove);
        after.ifPresent(
                known -> last.stream().filter(event -> event.sequence() > known).forEach(subscription::offer));
        if (isClosed) {
            subscription.end();
        } else {
            subscriptions.add(subscription);
        }
        return subscription;
    }

    /** Forgets the events of a gallery, which was removed: they are about no gallery that gets its name later. */
    public synchronized void forget(String gallery) {
        last.removeIf(event -> event.gallery().equals(gallery));
    }

    /** Events that webhooks have delivered since the start. */
    public long delivered() {
        return webhooks.stream().mapToLong(Webhook::delivered).sum();
    }

    /** Events that webhooks could not deliver. */
    public long lost() {
        return webhooks.stream().mapToLong(Webhook::lost).sum();
    }

    /** Ends all subscriptions and deliveries. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            subscriptions.forEach(Subscription::end);
        }
        webhooks.forEach(Webhook::close);
    }
}
