package org.likeness.server.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.likeness.api.service.AuditCheckAnswer;
import org.likeness.api.service.AuditLogAnswer;
import org.likeness.api.service.CreatedKeyAnswer;
import org.likeness.api.service.IssuedKey;
import org.likeness.api.service.KeyRole;
import org.likeness.api.service.KeysAnswer;
import org.likeness.api.service.RemovedGalleryAnswer;
import org.likeness.gallery.Erasure;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.audit.AuditCheck;
import org.likeness.server.audit.AuditEntry;

/** Access keys, the audit log, and galleries that were removed. */
public final class ServiceDocuments {
    private ServiceDocuments() {}

    /** All keys as they are at a time. */
    public static KeysAnswer keys(List<AccessKey> keys, Instant now) {
        return new KeysAnswer(keys.stream().map(key -> key(key, now)).toList());
    }

    /** A new key, with its token. */
    public static CreatedKeyAnswer created(AccessKeys.Created created) {
        return new CreatedKeyAnswer(key(created.key(), created.key().created()), created.token());
    }

    /**
     * A gallery that was removed.
     *
     * @param keys those that are for galleries of its name
     */
    public static RemovedGalleryAnswer removed(String gallery, Erasure erased, List<AccessKey> keys, Instant now) {
        return new RemovedGalleryAnswer(
                gallery,
                erased.people(),
                erased.faces(),
                erased.crops(),
                erased.history(),
                erased.overwritten(),
                keys.stream().map(key -> key(key, now)).toList(),
                erased.remaining());
    }

    /** A key as it is at a time. */
    public static IssuedKey key(AccessKey key, Instant now) {
        return new IssuedKey(
                key.id(),
                key.name(),
                switch (key.role()) {
                    case VERIFY -> KeyRole.VERIFY;
                    case IDENTIFY -> KeyRole.IDENTIFY;
                    case ENROLL -> KeyRole.ENROLL;
                    case ADMINISTER -> KeyRole.ADMINISTER;
                },
                List.copyOf(key.galleries()),
                key.created().toString(),
                key.expires().map(Instant::toString).orElse(null),
                !key.isValidAt(now));
    }

    /** Entries of the audit log. */
    public static AuditLogAnswer entries(List<AuditEntry> entries) {
        return new AuditLogAnswer(entries.stream().map(ServiceDocuments::entry).toList());
    }

    private static AuditLogAnswer.AuditedRequest entry(AuditEntry entry) {
        return new AuditLogAnswer.AuditedRequest(
                entry.sequence(),
                entry.time().toString(),
                entry.request(),
                entry.keyId().orElse(null),
                entry.action(),
                entry.gallery().orElse(null),
                entry.people(),
                entry.outcome(),
                entry.address().orElse(null));
    }

    /**
     * A check of the audit log.
     *
     * @param expected the hash that it looked for
     */
    public static AuditCheckAnswer check(AuditCheck check, Optional<String> expected) {
        return new AuditCheckAnswer(
                check.broken().isEmpty()
                        && (expected.isEmpty() || check.expected().isPresent()),
                check.count(),
                check.first().map(Instant::toString).orElse(null),
                check.last().map(Instant::toString).orElse(null),
                check.lastHash(),
                check.isUnfinished(),
                check.broken()
                        .map(broken -> new AuditCheckAnswer.BrokenLine(broken.line(), broken.reason()))
                        .orElse(null),
                check.expected().orElse(null));
    }
}
