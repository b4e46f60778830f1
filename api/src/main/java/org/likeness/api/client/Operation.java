package org.likeness.api.client;

import java.util.Locale;
import java.util.regex.Pattern;

/** The operations of the service as {@code openapi.yaml} describes them: the constants in small letters are the ids there. */
enum Operation {
    HEALTH(Kind.READ, "/v1/health"),
    READY(Kind.READ, "/v1/ready"),
    DESCRIBE(Kind.READ, "/v1/openapi.yaml"),
    MODELS(Kind.READ, "/v1/models"),
    METRICS(Kind.READ, "/v1/metrics"),
    SYSTEM(Kind.READ, "/v1/system"),
    KEYS(Kind.READ, "/v1/keys"),
    KEY_CREATE(Kind.ISSUE, "/v1/keys"),
    KEY_REVOKE(Kind.REVOKE, "/v1/keys/{key}"),
    AUDIT(Kind.READ, "/v1/audit"),
    RUNS(Kind.READ, "/v1/runs"),
    RUN(Kind.READ, "/v1/runs/{run}"),
    RUN_REPORT(Kind.READ, "/v1/runs/{run}/reports/{file}"),
    DETECT(Kind.ASK, "/v1/detect"),
    VERIFY(Kind.ASK, "/v1/verify"),
    EMBED(Kind.ASK, "/v1/embed"),
    GALLERIES_IDENTIFY(Kind.ASK, "/v1/identify"),
    GALLERIES_SEARCH(Kind.ASK, "/v1/search"),
    GALLERIES(Kind.READ, "/v1/galleries"),
    GALLERY(Kind.READ, "/v1/galleries/{gallery}"),
    GALLERY_CREATE(Kind.CHANGE, "/v1/galleries"),
    GALLERY_REMOVE(Kind.REMOVE, "/v1/galleries/{gallery}"),
    GALLERY_THRESHOLDS(Kind.READ, "/v1/galleries/{gallery}/thresholds"),
    GALLERY_CHECK(Kind.READ, "/v1/galleries/{gallery}/check"),
    GALLERY_HISTORY(Kind.READ, "/v1/galleries/{gallery}/history"),
    GALLERY_UNDO(Kind.CHANGE, "/v1/galleries/{gallery}/undo"),
    IDENTIFY(Kind.ASK, "/v1/galleries/{gallery}/identify"),
    SEARCH(Kind.ASK, "/v1/galleries/{gallery}/search"),
    EVENTS(Kind.READ, "/v1/galleries/{gallery}/events"),
    GALLERY_EXPORT(Kind.READ, "/v1/galleries/{gallery}/export"),
    GALLERY_IMPORT(Kind.CHANGE, "/v1/galleries/{gallery}/import"),
    PEOPLE(Kind.READ, "/v1/galleries/{gallery}/people"),
    PERSON_ADD(Kind.CHANGE, "/v1/galleries/{gallery}/people"),
    CLUSTER(Kind.ASK, "/v1/galleries/{gallery}/cluster"),
    REVIEW(Kind.ASK, "/v1/galleries/{gallery}/review"),
    PERSON(Kind.READ, "/v1/galleries/{gallery}/people/{person}"),
    PERSON_EDIT(Kind.EDIT, "/v1/galleries/{gallery}/people/{person}"),
    PERSON_FORGET(Kind.REMOVE, "/v1/galleries/{gallery}/people/{person}"),
    FACE_ADD(Kind.CHANGE, "/v1/galleries/{gallery}/people/{person}/faces"),
    PERSON_MERGE(Kind.CHANGE, "/v1/galleries/{gallery}/people/{person}/merge"),
    PERSON_SIMILAR(Kind.READ, "/v1/galleries/{gallery}/people/{person}/similar"),
    PERSON_VERIFY(Kind.ASK, "/v1/galleries/{gallery}/people/{person}/verify"),
    FACES_FORGET(Kind.REMOVE, "/v1/galleries/{gallery}/faces"),
    FACE_SIMILAR(Kind.READ, "/v1/galleries/{gallery}/faces/{face}/similar"),
    FACE_FORGET(Kind.REMOVE, "/v1/galleries/{gallery}/faces/{face}"),
    FACE_CROP(Kind.READ, "/v1/galleries/{gallery}/faces/{face}/crop"),
    FACE_MOVE(Kind.CHANGE, "/v1/galleries/{gallery}/faces/move"),
    FACE_SPLIT(Kind.CHANGE, "/v1/galleries/{gallery}/faces/split");

    private static final Pattern SEGMENT = Pattern.compile("\\{\\w+}");

    private final Kind kind;
    private final String path;

    /** What an operation does, and thus whether its request may be sent again when no answer came. */
    enum Kind {
        READ("GET", false, true),
        /** Changes nothing, but needs a body. */
        ASK("POST", false, true),
        CHANGE("POST", true, true),
        EDIT("PATCH", true, true),
        REMOVE("DELETE", true, true),
        /** Creates a secret: a second one would be in nobody's hands. */
        ISSUE("POST", false, false),
        /** Removes what may be gone already. */
        REVOKE("DELETE", false, true);

        private final String method;
        private final boolean isKeyed;
        private final boolean mayRepeat;

        Kind(String method, boolean isKeyed, boolean mayRepeat) {
            this.method = method;
            this.isKeyed = isKeyed;
            this.mayRepeat = mayRepeat;
        }

        /** Whether it is sent with an {@code Idempotency-Key}, by which the service knows a repetition and makes a change once. */
        boolean isKeyed() {
            return isKeyed;
        }

        /** Whether it may be sent again although it may have been done. */
        boolean mayRepeat() {
            return mayRepeat;
        }
    }

    Operation(Kind kind, String path) {
        this.kind = kind;
        this.path = path;
    }

    Kind kind() {
        return kind;
    }

    /** Of HTTP. */
    String method() {
        return kind.method;
    }

    /** With names in braces. */
    String path() {
        return path;
    }

    /** The path with a value for each name in braces. */
    String path(Iterable<String> values) {
        String expanded = path;
        for (String value : values) {
            expanded = SEGMENT.matcher(expanded).replaceFirst(Query.encoded(value));
        }
        return expanded;
    }

    /** The {@code operationId}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
