package org.likeness.server.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.likeness.api.service.ServiceProblemCode;

/**
 * The replies to changes that were sent with an {@code Idempotency-Key}: a client that did not get the reply sends the same request again,
 * and gets it without the change being made twice. A change that failed is not remembered, because it may succeed the next time. This
 * process alone remembers them, until it ends.
 */
final class IdempotentReplies {
    static final String HEADER = "Idempotency-Key";
    private static final String KEY = "[\\x21-\\x7e]{1,255}";

    private final Duration kept;
    private final int mostReplies;
    private final long mostBytes;
    private final LongSupplier nanoTime;
    private final Map<String, Remembered> replies = new LinkedHashMap<>(); // the oldest first
    private long bytes;

    /**
     * A request.
     *
     * @param gallery that it has changed
     * @param reply   null as long as the request is under way
     */
    private record Remembered(
            String request,
            Optional<String> gallery,
            @Nullable Reply reply,
            long nanos) {}

    /**
     * @param kept        how long a reply is remembered
     * @param mostReplies that are remembered; the oldest go first
     * @param mostBytes   of their bodies
     */
    IdempotentReplies(Duration kept, int mostReplies, long mostBytes, LongSupplier nanoTime) {
        this.kept = kept;
        this.mostReplies = mostReplies;
        this.mostBytes = mostBytes;
        this.nanoTime = nanoTime;
    }

    /**
     * The reply to a request.
     *
     * @param owner   the caller: keys of different callers are different ones
     * @param key     that the caller has chosen for this request
     * @param request a digest of what is asked for
     * @param gallery that it changes, if it is there already
     * @param answer  makes the change
     * @throws ServiceException if the key has another form, belongs to another request, or to one that is under way
     */
    Reply once(String owner, String key, String request, Optional<String> gallery, Supplier<Reply> answer) {
        if (!key.matches(KEY)) {
            throw ServiceException.invalid(
                    "%s: 1 to 255 printable ASCII characters without spaces are expected", HEADER);
        }
        String name = name(owner, key);
        Optional<Reply> known = begin(name, request, gallery);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Reply> reply = Optional.empty();
        try {
            reply = Optional.of(answer.get());
            return reply.get();
        } finally {
            end(name, request, gallery, reply);
        }
    }

    private static String name(String owner, String key) {
        return owner + ' ' + key;
    }

    /**
     * The reply that is remembered.
     *
     * @return empty if there was no such request
     * @throws ServiceException if the key belongs to another request, or to one that is under way
     */
    synchronized Optional<Reply> known(String owner, String key, String request) {
        forgetOld();
        return known(name(owner, key), request);
    }

    /** Forgets the replies about a gallery, which was removed: they name its people, and do not hold for another one of its name. */
    synchronized void forget(String gallery) {
        replies.values().removeIf(known -> {
            Reply reply = known.reply(); // one that is under way is perhaps the removal
            boolean isOfGallery = reply != null && known.gallery().equals(Optional.of(gallery));
            if (reply != null && isOfGallery) {
                bytes -= reply.body().length;
            }
            return isOfGallery;
        });
    }

    private synchronized Optional<Reply> begin(String name, String request, Optional<String> gallery) {
        forgetOld();
        Optional<Reply> known = known(name, request);
        if (known.isEmpty()) {
            replies.put(name, new Remembered(request, gallery, null, nanoTime.getAsLong()));
        }
        return known;
    }

    private Optional<Reply> known(String name, String request) {
        Remembered known = replies.get(name);
        if (known == null) {
            return Optional.empty();
        }
        if (!known.request().equals(request)) {
            throw ServiceException.of(
                    ServiceProblemCode.CONFLICT, "the idempotency key was used for another request: choose a new one");
        }
        if (known.reply() == null) {
            throw ServiceException.busy("a request with this idempotency key is under way: send it again later", 1);
        }
        return Optional.of(known.reply().repeated());
    }

    private synchronized void end(String name, String request, Optional<String> gallery, Optional<Reply> reply) {
        replies.remove(name);
        reply.ifPresent(made -> {
            replies.put(
                    name, new Remembered(request, made.gallery().or(() -> gallery), made.copy(), nanoTime.getAsLong()));
            bytes += made.body().length;
            forgetOld();
        });
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        Iterator<Remembered> oldest = replies.values().iterator();
        while (oldest.hasNext()) {
            Remembered next = oldest.next();
            boolean isOld = now - next.nanos() > kept.toNanos();
            if (!isOld && replies.size() <= mostReplies && bytes <= mostBytes) {
                return;
            }
            if (next.reply() != null) { // one that is under way ends soon
                bytes -= next.reply().body().length;
                oldest.remove();
            }
        }
    }
}
