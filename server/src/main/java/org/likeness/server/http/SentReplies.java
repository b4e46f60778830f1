package org.likeness.server.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends replies, whole or piece by piece, and keeps the connection in order. */
final class SentReplies {
    private static final Logger LOG = LoggerFactory.getLogger(SentReplies.class);
    private static final String SENT = "likeness.replied";

    private SentReplies() {}

    /** Whether a reply was sent to a request. */
    static boolean isSent(Context context) {
        return context.attribute(SENT) != null;
    }

    /** Answers when the body is at its end. Otherwise the connection would break in the midst of the next request, and is closed. */
    static void finish(Context context, RequestBody body, boolean isAdmitted, Reply reply) {
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

    static void send(Context context, Reply reply) {
        context.attribute(SENT, true);
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
            LOG.error("request {} was cut off", context.res().getHeader(Router.REQUEST), failure);
        }
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
