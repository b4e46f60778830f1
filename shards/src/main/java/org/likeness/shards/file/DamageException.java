package org.likeness.shards.file;

import java.io.IOException;

/** Bytes that are not what the format requires; the message is the reason, without the file. */
public final class DamageException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    /** @param reason such as {@code truncated: 8,192 bytes are due at byte 1,024, and the file has 4,096} */
    public DamageException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
