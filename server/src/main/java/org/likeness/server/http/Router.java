package org.likeness.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.server.access.AccessKey;
import org.likeness.server.face.ServedGalleries;

/**
 * Takes each request through the same steps: an id, the gate, the right to the gallery, the endpoint, the audit log, the reply. What is
 * thrown on the way becomes a problem.
 */
public final class Router {
    static final String REQUEST = "X-Request-Id";
    private static final Duration REPEATS_KEPT = Duration.ofDays(1);
    private static final int MOST_REPEATS = 10_000;
    private static final long MOST_REPEAT_BYTES = 32 << 20;
    private static final Set<HandlerType> OTHERS = Set.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS,
            HandlerType.TRACE);

    private final Gate gate;
    private final ServedGalleries galleries;
    private final RequestLimits limits;
    private final BodyBudget budget;
    private final IdempotentReplies repeats =
            new IdempotentReplies(REPEATS_KEPT, MOST_REPEATS, MOST_REPEAT_BYTES, System::nanoTime);
    private final Supplier<String> ids;
    private final ProblemPages pages;
    private final Observer observer;

    /** Shows problems to people. */
    @FunctionalInterface
    public interface ProblemPages {
        /**
         * @param problem a reply with a document of that kind
         * @param caller  empty if the gate let nobody in
         * @param isPart  whether a script asked for a part of a page
         */
        Reply page(Reply problem, Optional<Caller> caller, boolean isPart);
    }

    /** Is told of each request that was answered. */
    @FunctionalInterface
    public interface Observer {
        /** @throws RuntimeException if it cannot be recorded: the request fails then */
        void answered(Exchange exchange);
    }

    /**
     * A request and its reply.
     *
     * @param request  id
     * @param route    that answered
     * @param caller   empty if the gate let nobody in
     * @param concerns the galleries that it was about, or else one without a gallery: that of the path, if there was one of that name, one that
     *     was created, or several that were searched
     * @param outcome  of the request as a whole, a stable word: {@code done}, what was found out, or the code of a problem
     * @param address  of the client
     * @param duration from the head of the request to the reply
     */
    public record Exchange(
            String request,
            Route route,
            Optional<AccessKey> caller,
            List<Concern> concerns,
            String outcome,
            String address,
            Duration duration) {}

    /**
     * @param galleries that paths name
     * @param ids       gives each request an id
     * @param pages     for browsers
     * @param observer  is told before the reply is sent
     */
    public Router(
            Gate gate,
            ServedGalleries galleries,
            RequestLimits limits,
            Supplier<String> ids,
            ProblemPages pages,
            Observer observer) {
        this.gate = gate;
        this.galleries = galleries;
        this.limits = limits;
        this.budget = new BodyBudget(limits.allBodyBytes());
        this.ids = ids;
        this.pages = pages;
        this.observer = observer;
        galleries.whenRemoved(repeats::forget);
    }

    /** Registers all routes, and answers for the methods that their paths do not have, and for all other paths. */
    public void register(List<Route> routes, RoutesConfig config) {
        Map<String, EnumSet<Method>> known = new LinkedHashMap<>();
        for (Route route : routes) {
            known.computeIfAbsent(route.path(), path -> EnumSet.noneOf(Method.class))
                    .add(route.method());
            config.addHttpHandler(type(route.method()), route.path(), context -> answer(context, route));
        }
        known.forEach((path, methods) -> {
            String allowed = methods.stream().map(Method::name).collect(Collectors.joining(", "));
            OTHERS.stream()
                    .filter(other -> methods.stream().noneMatch(method -> type(method) == other))
                    .forEach(other -> config.addHttpHandler(
                            other,
                            path,
                            context -> refuse(
                                    context,
                                    problem(
                                                    ids.get(),
                                                    ServiceProblemCode.METHOD_NOT_ALLOWED,
                                                    other.name() + " is not for this path, but " + allowed)
                                            .with("Allow", allowed))));
        });
        config.error(404, context -> {
            if (!SentReplies.isSent(context)) { // no route
                String request = ids.get();
                Reply problem = problem(request, ServiceProblemCode.NOT_FOUND, "there is nothing at this path");
                refuse(
                        context,
                        isForPeople(context)
                                ? pages.page(problem, Optional.empty(), false).with(REQUEST, request)
                                : problem);
            }
        });
        config.exception(Exception.class, (failure, context) -> {
            String request = ids.get();
            SentReplies.send(context, Problems.of(failure, request).with(REQUEST, request));
        });
    }

    private void answer(Context context, Route route) {
        Optional<String> named = route.isOfGallery() ? Optional.of(context.pathParam("gallery")) : Optional.empty();
        try (GalleryUse gallery = new GalleryUse(galleries, named)) {
            answer(context, route, gallery);
        }
    }

    private void answer(Context context, Route route, GalleryUse gallery) {
        String request = ids.get();
        long start = System.nanoTime();
        Optional<Caller> caller = Optional.empty();
        Reply reply;
        RequestBody body = new RequestBody(limits, budget);
        try (body) {
            Presented presented = Presented.of(context);
            Caller admitted = gate.caller(route, presented);
            caller = Optional.of(admitted);
            admitted.requireRole(route);
            boolean isOpen = gallery.isOpenTo(admitted);
            Call call = Call.of(route.client(), context, admitted, gallery.lease(), body, limits);
            if (isOpen) {
                call.requireKnown(route.parameters());
                if (route.isSentByForm()) {
                    Gate.requireOwnForm(admitted, presented, call);
                }
                reply = answer(call, route, gallery.known());
            } else {
                reply = repeated(call, route).orElseThrow(gallery::missing);
            }
            admitted.session()
                    .filter(session -> !presented.session().equals(Optional.of(session.id())))
                    .ifPresent(opened -> SessionCookie.set(context, Optional.of(opened)));
        } catch (Throwable failure) { // also memory that does not suffice, and a stack that overflows
            reply = Problems.of(failure, request);
            if (route.client() == Client.BROWSER) {
                reply = pages.page(reply, caller, Call.isForPart(context));
            }
        }
        Optional<Caller> sender = caller;
        Exchange exchange = new Exchange(
                request,
                route,
                reply.key().or(() -> sender.flatMap(Caller::key)),
                reply.concerns(gallery.known()),
                reply.outcome(),
                context.ip(),
                Duration.ofNanos(System.nanoTime() - start));
        try {
            observer.answered(exchange);
        } catch (RuntimeException e) {
            reply = Problems.of(e, request); // what is not recorded is not answered
        }
        SentReplies.finish(context, body, sender.isPresent(), reply.with(REQUEST, request));
    }

    /** Answers a request that no route takes. */
    private void refuse(Context context, Reply problem) {
        try (RequestBody body = new RequestBody(limits, budget)) {
            SentReplies.finish(context, body, false, problem);
        }
    }

    private static boolean isForPeople(Context context) {
        return Optional.ofNullable(context.header("Accept")).orElse("").startsWith("text/html");
    }

    private Reply answer(Call call, Route route, Optional<String> gallery) {
        Optional<String> key = repeatKey(call, route);
        if (key.isEmpty()) {
            return route.endpoint().answer(call);
        }
        return repeats.once(
                owner(call),
                key.get(),
                call.digest(),
                gallery,
                () -> route.endpoint().answer(call));
    }

    /** The first reply to a change that was sent again, also if its gallery is gone: perhaps that was the change. */
    private Optional<Reply> repeated(Call call, Route route) {
        return repeatKey(call, route)
                .filter(key -> route.client() == Client.PROGRAM)
                .flatMap(key -> repeats.known(owner(call), key, call.digest()));
    }

    private static Optional<String> repeatKey(Call call, Route route) {
        return call.header(IdempotentReplies.HEADER).filter(given -> route.changesGallery());
    }

    private static String owner(Call call) {
        return call.caller().key().map(AccessKey::id).orElse("");
    }

    /** The memory of the bodies of requests under way, in bytes. */
    public long heldBytes() {
        return budget.held();
    }

    private static Reply problem(String request, ServiceProblemCode code, String detail) {
        return Problems.reply(code, detail, request).with(REQUEST, request);
    }

    private static HandlerType type(Method method) {
        return switch (method) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case PATCH -> HandlerType.PATCH;
            case DELETE -> HandlerType.DELETE;
        };
    }
}
