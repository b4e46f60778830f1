package org.likeness.server.http;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what the HTTP server refuses before any route is asked, such as a head that is too long, with a problem as the routes do. */
public final class UnreadableRequests extends ErrorHandler {
    private final Supplier<String> ids;

    /** @param ids gives each request an id */
    public UnreadableRequests(Supplier<String> ids) {
        this.ids = ids;
    }

    /** Of every method, also of those that are none. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String reason,
            @Nullable Throwable cause,
            Callback callback) {
        String id = ids.get();
        Reply reply = Problems.ofStatus(status, reason == null ? "the request cannot be read" : reason, id)
                .with(Router.REQUEST, id);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
        reply.headers().forEach((name, value) -> response.getHeaders().put(new HttpField(name, value)));
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }
}
