package org.likeness.server.http;

import java.util.Optional;
import org.likeness.api.service.ServiceProblemCode;
import org.likeness.server.access.AccessKeys;

/**
 * Lets callers in. A key is given as {@code Authorization: Bearer …}, never in an address, which logs keep. As long as no key exists, callers
 * on this machine need none, and others are refused.
 */
public final class Gate {
    private final AccessKeys keys;

    public Gate(AccessKeys keys) {
        this.keys = keys;
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
            return new Caller(Optional.empty(), presented.address());
        }
        if (keys.isEmpty()) {
            requireLocal(presented);
            return new Caller(Optional.empty(), presented.address());
        }
        return new Caller(
                Optional.of(presented.token().flatMap(keys::authenticate).orElseThrow(Gate::unauthorized)),
                presented.address());
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
