package org.likeness.api.client;

import org.likeness.api.service.CreatedKeyAnswer;
import org.likeness.api.service.KeysAnswer;
import org.likeness.api.service.NewKeyRequest;
import org.likeness.api.service.RevokedKeyAnswer;

/** The operations on access keys: {@link RecognitionClient#keys}. A key that administers all galleries is needed. Thread-safe. */
public final class KeysClient {
    private final Transport transport;

    KeysClient(Transport transport) {
        this.transport = transport;
    }

    /** All access keys, without their tokens. */
    public KeysAnswer list() {
        return transport.answer(Call.of(Operation.KEYS), KeysAnswer.class);
    }

    /** Creates an access key. Its token is in this answer alone. */
    public CreatedKeyAnswer create(NewKeyRequest request) {
        return transport.answer(Call.of(Operation.KEY_CREATE).body(request), CreatedKeyAnswer.class);
    }

    /** Revokes an access key: it is refused within a second. */
    public RevokedKeyAnswer revoke(String id) {
        return transport.answer(Call.of(Operation.KEY_REVOKE, id), RevokedKeyAnswer.class);
    }
}
