package org.likeness.gallery.store;

import java.sql.SQLException;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;

/** Tells users what a failure of PostgreSQL means, by its SQLSTATE (PostgreSQL's documentation, appendix A). */
final class PostgresFailures {
    private PostgresFailures() {}

    static LikenessException of(String gallery, SQLException e) {
        String state = state(e);
        String reason = Printable.firstLine(e.getMessage());
        if (state.startsWith("28")) {
            return LikenessException.invalid(
                    say(
                            "%s: the server refuses the user or the password: %s. Check both, and the password file",
                            gallery, reason),
                    e);
        }
        if (state.equals("3D000") || state.equals("3F000")) {
            return LikenessException.notFound(
                    say("%s: no such database or schema: %s. Create it, or choose another one", gallery, reason), e);
        }
        if (state.equals("42501")) {
            return LikenessException.invalid(
                    say("%s: the user may not do this: %s. Grant it, or connect as the owner", gallery, reason), e);
        }
        if (state.equals("55P03")) {
            return LikenessException.unavailable(
                    say("%s is locked by another process for more than 10 seconds: try again", gallery), e);
        }
        if (state.startsWith("XX")) {
            return LikenessException.corrupt(
                    say("%s is damaged: %s. Restore a backup of the database", gallery, reason), e);
        }
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.isEmpty()) {
            return LikenessException.unavailable(
                    say("%s: the server cannot be used: %s. Check its address, and that it runs", gallery, reason), e);
        }
        return LikenessException.invalid(say("%s: %s", gallery, reason), e);
    }

    /** A pool wraps what the driver said. */
    private static String state(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
