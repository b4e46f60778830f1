package org.likeness.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.server.access.AccessKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each request through the same steps: an id, the gate, the right to the gallery, the endpoint, the audit log, the reply. What is
 * thrown on the way becomes a problem.
 */
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    static final String REQUEST = "X-Request-Id";
    private static final String REPLIED = "likeness.replied";
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
    private final Predicate<String> galleries;
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
     * @param gallery  that the path names, if there is one of that name
     * @param people   ids
     * @param outcome  a stable word: {@code done}, what was found out, or the code of a problem
     * @param address  of the client
     * @param duration from the head of the request to the reply
     */
    public record Exchange(
            String request,
            Route route,
            Optional<AccessKey> caller,
            Optional<String> gallery,
            List<Long> people,
            String outcome,
            String address,
            Duration duration) {}

    /**
     * @param galleries whether there is a gallery of a name
     * @param ids       gives each request an id
     * @param pages     for browsers
     * @param observer  is told before the reply is sent
     */
    public Router(
            Gate gate,
            Predicate<String> galleries,
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
            if (context.attribute(REPLIED) == null) { // no route
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
            send(context, Problems.of(failure, request).with(REQUEST, request));
        });
    }

    private void answer(Context context, Route route) {
        String request = ids.get();
        long start = System.nanoTime();
        Optional<String> gallery = route.isOfGallery() ? Optional.of(context.pathParam("gallery")) : Optional.empty();
        Optional<Caller> caller = Optional.empty();
        Reply reply;
        RequestBody body = new RequestBody(limits, budget);
        try (body) {
            Presented presented = Presented.of(context);
            Caller admitted = gate.caller(route, presented);
            caller = Optional.of(admitted);
            admitted.requireRole(route);
            if (gallery.isPresent() && !(galleries.test(gallery.get()) && admitted.mayUse(gallery.get()))) {
                throw ServiceException.notFound("there is no gallery \"%s\"", gallery.get());
            }
            Call call = Call.of(route.client(), context, admitted, body, limits);
            call.requireKnown(route.parameters());
            if (route.isSentByForm()) {
                Gate.requireOwnForm(admitted, presented, call);
            }
            reply = answer(call, route);
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
                gallery.filter(galleries), // not what a stranger wrote in a path
                reply.people(),
                reply.outcome(),
                context.ip(),
                Duration.ofNanos(System.nanoTime() - start));
        try {
            observer.answered(exchange);
        } catch (RuntimeException e) {
            reply = Problems.of(e, request); // what is not recorded is not answered
        }
        finish(context, body, sender.isPresent(), reply.with(REQUEST, request));
    }

    /** Answers a request that no route takes. */
    private void refuse(Context context, Reply problem) {
        try (RequestBody body = new RequestBody(limits, budget)) {
            finish(context, body, false, problem);
        }
    }

    /** Answers when the body is at its end. Otherwise the connection would break in the midst of the next request, and is closed. */
    private static void finish(Context context, RequestBody body, boolean isAdmitted, Reply reply) {
        send(context, isBodyDone(context, body, isAdmitted) ? reply : reply.with("Connection", "close"));
    }

    private static boolean isBodyDone(Context context, RequestBody body, boolean isAdmitted) {
        HttpServletRequest request = context.req();
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        try {
            return !hasBody || body.discard(request.getInputStream(), request.getContentLengthLong(), isAdmitted);
        } catch (IOException e) {
            return false; // the client has gone
        }
    }

    private static boolean isForPeople(Context context) {
        return Optional.ofNullable(context.header("Accept")).orElse("").startsWith("text/html");
    }

    private Reply answer(Call call, Route route) {
        Optional<String> key = call.header(IdempotentReplies.HEADER).filter(given -> route.changesGallery());
        if (key.isEmpty()) {
            return route.endpoint().answer(call);
        }
        String owner = call.caller().key().map(AccessKey::id).orElse("");
        return repeats.once(
                owner, key.get(), call.digest(), () -> route.endpoint().answer(call));
    }

    /** The memory of the bodies of requests under way, in bytes. */
    public long heldBytes() {
        return budget.held();
    }

    private static void send(Context context, Reply reply) {
        context.attribute(REPLIED, true);
        context.status(reply.status());
        context.contentType(reply.type());
        reply.headers().forEach(context::header);
        if (reply.streamed().isEmpty()) {
            context.result(reply.body());
            return;
        }
        try {
            OutputStream out = context.res().getOutputStream(); // that of the context does not flush
            reply.streamed().get().write(out);
            out.flush();
        } catch (IOException | RuntimeException e) {
            cutOff(context, e);
        }
    }

    /** What was sent already cannot be taken back: without its end, the client knows that it is not the whole. */
    private static void cutOff(Context context, Exception failure) {
        if (!context.res().isCommitted()) {
            context.res().resetBuffer();
            throw failure instanceof RuntimeException unexpected
                    ? unexpected
                    : new UncheckedIOException((IOException) failure);
        }
        if (failure instanceof RuntimeException) {
            LOG.error("request {} was cut off", context.res().getHeader(REQUEST), failure);
        }
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
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
