package org.likeness.server.resource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.WireJson;
import org.likeness.api.service.RecognitionEvent;
import org.likeness.core.EnumWord;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;
import org.likeness.server.event.EventFeed;
import org.likeness.server.event.Subscription;
import org.likeness.server.face.GalleryLease;
import org.likeness.server.http.Call;
import org.likeness.server.http.Method;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;
import org.likeness.server.http.ServiceException;

/** What happens in a gallery, as server-sent events (HTML, §9.2). */
public final class EventEndpoints {
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(10);
    private static final String SIGN = ":\n\n"; // a comment
    private static final String LAST = "Last-Event-ID";

    private final EventFeed feed;
    private final AccessKeys keys;

    public EventEndpoints(EventFeed feed, AccessKeys keys) {
        this.feed = feed;
        this.keys = keys;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, "/v1/galleries/{gallery}/events", Role.IDENTIFY, "events", this::subscribe));
    }

    private Reply subscribe(Call call) {
        GalleryLease gallery = call.gallery();
        Optional<Long> after = call.header(LAST).map(EventEndpoints::id);
        Optional<String> key = call.caller().key().map(AccessKey::id);
        feed.requireRoom();
        return Reply.stream("text/event-stream;charset=utf-8", out -> {
            try (Subscription subscription = feed.subscribe(gallery.gallery().name(), after, gallery::isWanted)) {
                write(subscription, key, out);
            }
        });
    }

    private static long id(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw ServiceException.invalid("%s \"%s\": the id of an event is expected", LAST, text);
        }
        return Long.parseLong(text);
    }

    /** Until the client goes, its key is no longer valid, the gallery is to be removed, or the service stops. */
    private void write(Subscription subscription, Optional<String> key, OutputStream out) throws IOException {
        write(out, SIGN); // the client sees that it is connected
        while (!subscription.isEnded()
                && key.map(id -> keys.find(id).isPresent()).orElse(keys.isEmpty())) {
            Optional<RecognitionEvent> event = subscription.next(BETWEEN_SIGNS);
            write(out, event.map(EventEndpoints::text).orElse(SIGN)); // the client sees that it still is
        }
    }

    private static String text(RecognitionEvent event) {
        return String.format(
                Locale.ROOT,
                "id: %d\nevent: %s\ndata: %s\n\n",
                event.sequence(),
                EnumWord.of(event.kind()),
                WireJson.write(event).replaceAll("\\s*\\R\\s*", ""));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
