package org.likeness.api.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.likeness.api.Request;

/**
 * A request before it is sent.
 *
 * @param operation what is asked for
 * @param path      with the names in it
 * @param query     parameters
 * @param body      empty if there is none
 * @param ifMatch   the version that is to be changed; empty for any
 * @param after     the last event that is known; empty for none
 * @param mayRepeat whether it is sent again if the service is busy or does not answer
 */
record Call(
        Operation operation,
        String path,
        Query query,
        Optional<Body> body,
        Optional<String> ifMatch,
        Optional<Long> after,
        boolean mayRepeat) {

    /** @param values of the names in the path, in their order */
    static Call of(Operation operation, Object... values) {
        List<String> texts = Stream.of(values).map(Object::toString).toList();
        return new Call(
                operation,
                operation.path(texts),
                Query.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    Call query(Query parameters) {
        return new Call(operation, path, parameters, body, ifMatch, after, mayRepeat);
    }

    Call query(String name, Object value) {
        return query(query.with(name, value));
    }

    Call body(Body content) {
        return new Call(operation, path, query, Optional.of(content), ifMatch, after, mayRepeat);
    }

    Call body(Request document) {
        return body(Body.of(document));
    }

    Call body(List<Picture> pictures) {
        return body(Body.of(pictures));
    }

    Call ifMatch(Optional<String> version) {
        return new Call(operation, path, query, body, version, after, mayRepeat);
    }

    Call after(long event) {
        return new Call(operation, path, query, body, ifMatch, Optional.of(event), mayRepeat);
    }

    /** The same, to be sent once. */
    Call once() {
        return new Call(operation, path, query, body, ifMatch, after, false);
    }
}
