package org.likeness.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error that a user can correct, or a failure of the environment: a missing folder, a damaged file, a full disk. The message is one line
 * that states what was found, the value, and what is allowed. It names no option or command: what to do next depends on the program that
 * calls, which finds the {@link #remedy()} here and words it. The command line prints both as one line and exits with 2.
 *
 * <p>Names from files in such messages are made {@link Printable}.
 */
public class LikenessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of error it is, so that a caller can react without reading the message. */
    public enum Kind {
        /** An argument, a setting or data that cannot be used as given. */
        INVALID,
        /** A file, folder, model, gallery or person that does not exist. */
        NOT_FOUND,
        /** What exists contradicts what is asked: another run's folder, another encoder's gallery, a lock of another process. */
        CONFLICT,
        /** A file that is damaged, truncated or inconsistent. */
        CORRUPT,
        /** Valid, but not supported by this version or build: a format, an operator, a device. */
        UNSUPPORTED,
        /** The environment failed: a disk, permissions, memory, the network. The same call may succeed later. */
        UNAVAILABLE;

        /** The stable word of the kind, in lower case with hyphens, such as {@code not-found}. */
        public String word() {
            return EnumWord.of(this);
        }
    }

    private final Kind kind;
    private final transient @Nullable Remedy remedy; // an exception that came from another machine has none

    /**
     * @param kind    what kind of error it is
     * @param message one line: what, the value found, what was allowed
     */
    public LikenessException(Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    /**
     * @param kind    what kind of error it is
     * @param message one line: what, the value found, what was allowed
     * @param remedy  what the user can do
     */
    public LikenessException(Kind kind, String message, Remedy remedy) {
        this(kind, message, Optional.of(remedy));
    }

    /**
     * @param kind    what kind of error it is
     * @param message one line: what, the value found, what was allowed
     * @param cause   what was caught
     */
    public LikenessException(Kind kind, String message, Throwable cause) {
        this(kind, message, Optional.empty());
        initCause(cause);
    }

    /**
     * @param kind    what kind of error it is
     * @param message one line: what, the value found, what was allowed
     * @param cause   what was caught
     * @param remedy  what the user can do
     */
    public LikenessException(Kind kind, String message, Throwable cause, Remedy remedy) {
        this(kind, message, Optional.of(remedy));
        initCause(cause);
    }

    private LikenessException(Kind kind, String message, Optional<Remedy> remedy) {
        super(Printable.line(message));
        this.kind = kind;
        this.remedy = remedy.orElse(null);
    }

    /** An argument, a setting or data that cannot be used as given. */
    public static LikenessException invalid(String message) {
        return new LikenessException(Kind.INVALID, message);
    }

    /** As {@link #invalid(String)}, with what was caught. */
    public static LikenessException invalid(String message, Throwable cause) {
        return new LikenessException(Kind.INVALID, message, cause);
    }

    /** A file, folder, model, gallery or person that does not exist. */
    public static LikenessException notFound(String message) {
        return new LikenessException(Kind.NOT_FOUND, message);
    }

    /** As {@link #notFound(String)}, with what was caught. */
    public static LikenessException notFound(String message, Throwable cause) {
        return new LikenessException(Kind.NOT_FOUND, message, cause);
    }

    /** What exists contradicts what is asked. */
    public static LikenessException conflict(String message) {
        return new LikenessException(Kind.CONFLICT, message);
    }

    /** A file that is damaged, truncated or inconsistent. */
    public static LikenessException corrupt(String message) {
        return new LikenessException(Kind.CORRUPT, message);
    }

    /** As {@link #corrupt(String)}, with what was caught. */
    public static LikenessException corrupt(String message, Throwable cause) {
        return new LikenessException(Kind.CORRUPT, message, cause);
    }

    /** Valid, but not supported by this version or build. */
    public static LikenessException unsupported(String message) {
        return new LikenessException(Kind.UNSUPPORTED, message);
    }

    /** As {@link #unsupported(String)}, with what was caught. */
    public static LikenessException unsupported(String message, Throwable cause) {
        return new LikenessException(Kind.UNSUPPORTED, message, cause);
    }

    /** The environment failed; the same call may succeed later. */
    public static LikenessException unavailable(String message, Throwable cause) {
        return new LikenessException(Kind.UNAVAILABLE, message, cause);
    }

    /** What kind of error it is. */
    public final Kind kind() {
        return kind;
    }

    /** What the user can do, where the message alone does not say it. */
    public final Optional<Remedy> remedy() {
        return Optional.ofNullable(remedy);
    }
}
