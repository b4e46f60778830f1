package org.likeness.server.audit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is to be logged about a request. A word is 1 to 64 of the lower-case letters, digits, '.', '_' and '-', a letter or digit first: no
 * value can hold a name of a person, or break a line.
 *
 * @param request id of the request: 1 to 100 visible ASCII characters
 * @param keyId   of the access key that was shown, a word; empty if there was none, or none that is valid
 * @param action  what was asked for, a word that stays the same across releases, such as {@code identify} or {@code person-forget}
 * @param gallery its name, a word; empty if the request is about none
 * @param people  ids of the people concerned, at most {@link #MOST_PEOPLE}
 * @param outcome a word: {@code done}, what was found out, or the code of a problem
 * @param address of the client: digits, letters, '.', ':', '%', '_' and '-', at most 100; empty if it is not known
 */
public record AuditEvent(
        String request,
        Optional<String> keyId,
        String action,
        Optional<String> gallery,
        List<Long> people,
        String outcome,
        Optional<String> address) {
    /** The most people that one entry names. */
    public static final int MOST_PEOPLE = 10_000;

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern REQUEST = Pattern.compile("[!-~]{1,100}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z.:%_-]{1,100}");

    /** @throws IllegalArgumentException if a value does not have its form */
    public AuditEvent {
        require("request", REQUEST, Optional.of(request));
        require("key", WORD, keyId);
        require("action", WORD, Optional.of(action));
        require("gallery", WORD, gallery);
        require("outcome", WORD, Optional.of(outcome));
        require("address", ADDRESS, address);
        people = List.copyOf(people);
        if (people.size() > MOST_PEOPLE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%,d people are concerned: an entry names at most %,d", people.size(), MOST_PEOPLE));
        }
    }

    private static void require(String field, Pattern form, Optional<String> value) {
        value.filter(text -> !form.matcher(text).matches()).ifPresent(text -> {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is \"%s\": %s is expected", field, text, form));
        });
    }

    /** About no gallery and no person, from nobody. */
    public static AuditEvent of(String request, String action, String outcome) {
        return new AuditEvent(
                request, Optional.empty(), action, Optional.empty(), List.of(), outcome, Optional.empty());
    }

    /** With the id of the access key. */
    public AuditEvent withKey(Optional<String> id) {
        return new AuditEvent(request, id, action, gallery, people, outcome, address);
    }

    /** With the gallery. */
    public AuditEvent withGallery(Optional<String> name) {
        return new AuditEvent(request, keyId, action, name, people, outcome, address);
    }

    /** With the ids of the people concerned. */
    public AuditEvent withPeople(List<Long> ids) {
        return new AuditEvent(request, keyId, action, gallery, ids, outcome, address);
    }

    /** With the address of the client. */
    public AuditEvent withAddress(Optional<String> client) {
        return new AuditEvent(request, keyId, action, gallery, people, outcome, client);
    }
}
