package org.likeness.server.http;

import java.util.Optional;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.session.Session;
import org.likeness.server.session.Sessions;

/**
 * Lets callers in. A program gives its key as {@code Authorization: Bearer …}, never in an address, which logs keep; a browser has the cookie
 * of a session, which counts for pages alone. As long as no key exists, callers on this machine need none, and others are refused.
 */
public final class Gate {
    /** The field of forms that has the token of the session. */
    public static final String FORM_TOKEN = "formToken";

    private final AccessKeys keys;
    private final KeyCheck check;
    private final Sessions sessions;
    private final Optional<RateLimit> requests;

    public Gate(AccessKeys keys, KeyCheck check, Sessions sessions, RequestRates rates) {
        this.keys = keys;
        this.check = check;
        this.sessions = sessions;
        this.requests = rates.requests();
    }

    /** Whether others than those on this machine may be served. */
    public boolean isOpenToOthers() {
        return !keys.isEmpty();
    }

    /**
     * Who calls a route; what the key has a right to is asked afterwards, so that a refusal can name it in the audit log.
     *
     * @throws ServiceException without a valid key, where one is needed
     */
    Caller caller(Route route, Presented presented) {
        if (route.role().isEmpty()) {
            return Caller.unknown(presented.address());
        }
        if (keys.isEmpty()) {
            requireLocal(presented);
        }
        requireRate("address " + presented.network());
        Caller caller = switch (route.client()) {
            case PROGRAM -> program(presented);
            case BROWSER -> browser(presented);
        };
        caller.key().ifPresent(key -> requireRate("key " + key.id()));
        return caller;
    }

    private void requireRate(String name) {
        requests.ifPresent(limit -> limit.require(name, "more requests than are answered in this time"));
    }

    private Caller program(Presented presented) {
        if (keys.isEmpty()) {
            return Caller.unknown(presented.address());
        }
        AccessKey key = presented
                .token()
                .flatMap(token -> check.find(token, presented.network()))
                .orElseThrow(Gate::unauthorized);
        return new Caller(Optional.of(key), Optional.empty(), presented.address());
    }

    /** As long as no key exists, a browser has a session, too: its forms need the token. */
    private Caller browser(Presented presented) {
        Session session = presented
                .session()
                .flatMap(sessions::find)
                .or(() -> keys.isEmpty() ? Optional.of(sessions.open(Optional.empty())) : Optional.empty())
                .orElseThrow(() -> ServiceException.of(
                        ServiceProblemCode.UNAUTHORIZED, "you are not signed in, or no longer: sign in"));
        return new Caller(session.key(), Optional.of(session), presented.address());
    }

    /**
     * Refuses a form that a page of another site sends through the browser of somebody who is signed in here.
     *
     * @throws ServiceException if it comes from another origin, or does not know the token of the session
     */
    static void requireOwnForm(Caller caller, Presented presented, Call call) {
        if (presented.isOfAnotherOrigin()) {
            throw ServiceException.of(
                    ServiceProblemCode.FORBIDDEN, "the form was sent by a page of another site: nothing was done");
        }
        if (caller.session().isPresent()
                && !call.field(FORM_TOKEN)
                        .map(caller.session().get()::isFormToken)
                        .orElse(false)) {
            throw ServiceException.of(
                    ServiceProblemCode.FORBIDDEN,
                    "the form does not belong to your session, and nothing was done: load the page again");
        }
    }

    /** Where no key is asked for, a page of another site must not act through the browser of somebody on this machine. */
    private static void requireLocal(Presented presented) {
        if (!presented.isFromThisMachine()) {
            throw ServiceException.of(
                    ServiceProblemCode.UNAUTHORIZED,
                    "there is no access key yet: only callers on the service's own machine are answered");
        }
        if (presented.isOfAnotherSite()) {
            throw ServiceException.of(
                    ServiceProblemCode.FORBIDDEN,
                    "there is no access key yet: requests of other sites' pages, and for other hosts than localhost, are refused");
        }
    }

    private static ServiceException unauthorized() {
        return ServiceException.of(
                ServiceProblemCode.UNAUTHORIZED,
                "a valid access key is expected, as \"Authorization: Bearer\" with the key");
    }
}
