package org.likeness.app.hostile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.likeness.api.WireJson;
import org.likeness.api.service.ServiceProblem;
import tools.jackson.core.JacksonException;

/** What replies may be, whatever was asked. */
final class ReplyRules {
    /** Of all statuses from 500 on: not ready or not available, and what of HTTP is not supported. */
    private static final Set<Integer> ALLOWED = Set.of(501, 503, 505);

    /** What only the inside of the service knows. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\sat [a-z]+\\.[\\w.$]+\\(|Exception|java\\.|javax\\.|jetty|javalin|tools\\.jackson|org\\.likeness",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST_SHOWN = 20_000; // the description and scripts are longer, and fixed

    private ReplyRules() {}

    /**
     * What is wrong with the replies of a connection; empty if nothing is.
     *
     * @param broken what broke the connection, if something did
     */
    static Optional<String> fault(HostileRequest request, List<RawReply> replies, Optional<String> broken) {
        if (replies.isEmpty() && request.isAnswerDue()) {
            return Optional.of("no reply: " + broken.orElse("the connection was closed"));
        }
        return replies.stream().flatMap(reply -> fault(reply, request).stream()).findFirst();
    }

    private static Optional<String> fault(RawReply reply, HostileRequest request) {
        if (reply.status() == 0) {
            return Optional.of("no HTTP: " + reply.shortly());
        }
        if (reply.status() >= 500 && !ALLOWED.contains(reply.status())) {
            return Optional.of("a fault of the service: " + reply.shortly());
        }
        if (!reply.isWhole() && request.isAnswerDue()) {
            return Optional.of("cut off: " + reply.shortly());
        }
        if (!reply.header("x-content-type-options").equals("nosniff")
                || !reply.header("cache-control").matches("no-store|.*immutable")) {
            return Optional.of("headers are missing: " + reply.shortly());
        }
        if (reply.body().length < MOST_SHOWN && INSIDE.matcher(reply.text()).find()) {
            return Optional.of("it tells of the inside: " + reply.shortly());
        }
        return reply.status() < 400 || !reply.isWhole() || isRefusal(reply)
                ? Optional.empty()
                : Optional.of("neither a problem nor a page: " + reply.shortly());
    }

    /** A problem as it is described, or a page, or a part of one. */
    private static boolean isRefusal(RawReply reply) {
        if (reply.header("content-type").equals("text/html;charset=utf-8")) {
            return reply.header("content-security-policy").contains("default-src 'none'");
        }
        if (!reply.header("content-type").equals("application/problem+json")) {
            return false;
        }
        if (reply.body().length == 0) {
            return true; // of HEAD
        }
        try {
            ServiceProblem problem = WireJson.read(reply.text(), ServiceProblem.class);
            return problem.status() == reply.status()
                    && problem.request().equals(reply.header("x-request-id"))
                    && problem.detail().lines().count() == 1;
        } catch (JacksonException e) {
            return false;
        }
    }
}
