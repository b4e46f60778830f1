package org.likeness.server.http;

import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpException;
import org.likeness.api.service.ServiceProblem;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problems of what went wrong. What is no mistake of the client is logged, and the client is told no more than the id to look for. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String TYPE = "application/problem+json";

    private Problems() {}

    static Reply of(Throwable failure, String request) {
        if (failure instanceof ServiceException refused) {
            return reply(
                    refused.code(),
                    String.valueOf(refused.getMessage()),
                    request,
                    refused.errors(),
                    refused.retryAfter());
        }
        if (failure instanceof UnreadablePictureException unreadable) {
            return reply(ServiceProblemCode.UNREADABLE_PICTURE, Printable.firstLine(unreadable), request);
        }
        if (failure instanceof LikenessException known) {
            ServiceProblemCode code = code(known.kind());
            if (status(code) >= 500) {
                LOG.error("request {}: {}", request, Printable.firstLine(known));
            }
            return reply(code, Printable.firstLine(known), request);
        }
        if (failure instanceof OutOfMemoryError) {
            LOG.error("request {}: out of memory", request);
            return reply(
                    ServiceProblemCode.BUSY,
                    "memory does not suffice now: send it again later, or smaller pictures",
                    request,
                    List.of(),
                    OptionalInt.of(1));
        }
        if (failure instanceof HttpException broken && broken.getCode() < 500) {
            return ofStatus(broken.getCode(), "the body cannot be read: " + broken.getReason(), request);
        }
        LOG.error("request {} failed", request, failure);
        return reply(ServiceProblemCode.INTERNAL, "a fault of the service: its log tells more", request);
    }

    /** What the HTTP server refuses itself: the status is its own. */
    static Reply ofStatus(int status, String detail, String request) {
        ServiceProblemCode code = switch (status) {
            case 404 -> ServiceProblemCode.NOT_FOUND;
            case 405 -> ServiceProblemCode.METHOD_NOT_ALLOWED;
            case 413, 414, 431 -> ServiceProblemCode.TOO_LARGE;
            case 415 -> ServiceProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 501, 505 -> ServiceProblemCode.UNSUPPORTED;
            case 503 -> ServiceProblemCode.UNAVAILABLE;
            default -> status < 500 ? ServiceProblemCode.INVALID : ServiceProblemCode.INTERNAL;
        };
        return reply(status, code, detail, request, List.of());
    }

    static Reply reply(ServiceProblemCode code, String detail, String request) {
        return reply(code, detail, request, List.of(), OptionalInt.empty());
    }

    private static Reply reply(
            ServiceProblemCode code,
            String detail,
            String request,
            List<ServiceProblem.PictureProblem> errors,
            OptionalInt retryAfter) {
        Reply reply = reply(status(code), code, detail, request, errors);
        retryAfter.ifPresent(seconds -> reply.with("Retry-After", Integer.toString(seconds)));
        return code == ServiceProblemCode.UNAUTHORIZED ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }

    private static Reply reply(
            int status,
            ServiceProblemCode code,
            String detail,
            String request,
            List<ServiceProblem.PictureProblem> errors) {
        return Reply.json(
                        status,
                        TYPE,
                        new ServiceProblem(
                                "about:blank", title(status), status, code, Printable.line(detail), request, errors))
                .outcome(EnumWord.of(code));
    }

    private static ServiceProblemCode code(LikenessException.Kind kind) {
        return switch (kind) {
            case INVALID -> ServiceProblemCode.INVALID;
            case NOT_FOUND -> ServiceProblemCode.NOT_FOUND;
            case CONFLICT -> ServiceProblemCode.CONFLICT;
            case CORRUPT -> ServiceProblemCode.CORRUPT;
            case UNSUPPORTED -> ServiceProblemCode.UNSUPPORTED;
            case UNAVAILABLE -> ServiceProblemCode.UNAVAILABLE;
        };
    }

    static int status(ServiceProblemCode code) {
        return switch (code) {
            case INVALID -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case CONFLICT -> 409;
            case CHANGED -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case NO_FACE, UNREADABLE_PICTURE, UNSUPPORTED -> 422;
            case BUSY -> 429;
            case CORRUPT, INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    private static String title(int status) {
        return HttpStatus.forStatus(status).getMessage();
    }
}
