package org.likeness.server.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;

/**
 * Finds the keys of tokens. A token that was not seen before costs a slow hash: one network has few attempts, and few hashes are computed at
 * one time.
 */
public final class KeyCheck {
    private static final double SECONDS_A_MINUTE = 60;
    private static final int LONGEST_WAIT_SECONDS = 2;

    private final AccessKeys keys;
    private final RateLimit wrongKeys;
    private final Semaphore slowHashes =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    public KeyCheck(AccessKeys keys, RequestRates rates) {
        this.keys = keys;
        this.wrongKeys = new RateLimit(rates.wrongKeys() / SECONDS_A_MINUTE, rates.wrongKeys(), System::nanoTime);
    }

    /**
     * The valid key of a token; empty if there is none.
     *
     * @param network of the client
     * @throws ServiceException if there were too many wrong ones
     */
    public Optional<AccessKey> find(String token, String network) {
        Optional<AccessKey> known = keys.remembered(token);
        if (known.isPresent()) {
            return known;
        }
        wrongKeys.require(network, "too many wrong access keys from this address");
        Optional<AccessKey> found = slowly(token);
        found.ifPresent(key -> wrongKeys.giveBack(network));
        return found;
    }

    /** Whether no key is valid now. */
    public boolean isWithoutKeys() {
        return keys.isEmpty();
    }

    private Optional<AccessKey> slowly(String token) {
        try {
            if (!slowHashes.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw ServiceException.busy("too many new access keys at one time: send it again later", 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.busy("the service stops", 1);
        }
        try {
            return keys.authenticate(token);
        } finally {
            slowHashes.release();
        }
    }
}
