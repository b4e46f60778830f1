package org.likeness.server.page;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.likeness.api.Answer;
import org.likeness.server.http.Call;
import org.likeness.server.http.Reply;
import org.likeness.server.http.Route;

/** What programs can ask the service for, by the word of each operation: a page asks for the same. */
final class Operations {
    private final Map<String, Route> routes;

    Operations(List<Route> routes) {
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(Route::action, Function.identity()));
    }

    /** @throws IllegalArgumentException if there is no such operation */
    Route route(String action) {
        Route route = routes.get(action);
        if (route == null) {
            throw new IllegalArgumentException("there is no operation " + action);
        }
        return route;
    }

    /** Whether the caller may ask for an operation. */
    boolean allows(String action, Call call) {
        return route(action).role().map(call.caller()::has).orElse(true);
    }

    /**
     * The reply of an operation, whose document is at hand.
     *
     * @throws org.likeness.server.http.ServiceException if the caller may not ask for it, or it is refused
     */
    Reply reply(String action, Call call) {
        Route route = route(action);
        call.caller().requireRole(route);
        return route.endpoint().answer(call);
    }

    /** The document that an operation answers with. */
    <A extends Answer> A answer(String action, Call call, Class<A> type) {
        return type.cast(reply(action, call).document());
    }
}
