package org.likeness.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.Problem;
import org.likeness.api.ProblemCode;
import org.likeness.api.client.NoAnswerException;
import org.likeness.api.client.ProblemException;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.Remedy;

/** Distinguishes user mistakes and failures of the environment, which are printed as one line, from bugs. */
final class ErrorMessages {
    private ErrorMessages() {}

    static Optional<Problem> describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                return problem(
                        ProblemCode.UNAVAILABLE,
                        String.format(
                                Locale.ROOT,
                                "out of memory (%s; the Java heap is limited to %,d MB): raise the limit, such as with LIKENESS_JAVA_OPTIONS=-Xmx4g in the environment, or process less at a time",
                                error.getMessage(),
                                Runtime.getRuntime().maxMemory() >> 20));
            }
            if (cause instanceof StackOverflowError) {
                return problem(ProblemCode.INVALID, "an input is nested too deeply");
            }
            if (cause instanceof LikenessException mistake) {
                return problem(code(mistake.kind()), Printable.firstLine(mistake) + remedy(mistake));
            }
            if (cause instanceof ProblemException refused) {
                return problem(code(refused), Printable.line(pictures(refused) + refused.getMessage()));
            }
            if (cause instanceof NoAnswerException silent) {
                return problem(ProblemCode.UNAVAILABLE, Printable.firstLine(silent));
            }
            if (cause instanceof NoSuchFileException missing) {
                return problem(ProblemCode.NOT_FOUND, missing.getFile() + ": no such file or folder");
            }
            if (cause instanceof AccessDeniedException denied) {
                return problem(ProblemCode.UNAVAILABLE, denied.getFile() + ": access denied; check its permissions");
            }
            if (cause instanceof NotDirectoryException file) {
                return problem(ProblemCode.INVALID, file.getFile() + ": not a folder");
            }
            if (cause instanceof FileSystemException file) {
                return problem(ProblemCode.UNAVAILABLE, Printable.firstLine(file));
            }
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                String message = cause.getMessage();
                if (message != null && message.contains("No space left on device")) {
                    return problem(
                            ProblemCode.UNAVAILABLE, "the disk is full: free some space, or write to another place");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> problem(ProblemCode code, String detail) {
        return Optional.of(new Problem(code, detail));
    }

    /** The reason for the first picture, if the problem is one of pictures. */
    private static String pictures(ProblemException refused) {
        return refused.errors().stream()
                .findFirst()
                .map(error -> String.format(
                        Locale.ROOT,
                        "%s%s: ",
                        error.detail().startsWith(error.picture() + ": ") ? "" : error.picture() + ": ",
                        error.detail()))
                .orElse("");
    }

    /** Of the kinds of a command the nearest one to that of a service. */
    private static ProblemCode code(ProblemException problem) {
        return switch (problem.code()) {
            case "not-found" -> ProblemCode.NOT_FOUND;
            case "conflict", "changed" -> ProblemCode.CONFLICT;
            case "corrupt" -> ProblemCode.CORRUPT;
            case "unsupported", "method-not-allowed" -> ProblemCode.UNSUPPORTED;
            case "busy", "unavailable", "internal", "" -> ProblemCode.UNAVAILABLE;
            default -> ProblemCode.INVALID;
        };
    }

    private static ProblemCode code(LikenessException.Kind kind) {
        return switch (kind) {
            case INVALID -> ProblemCode.INVALID;
            case NOT_FOUND -> ProblemCode.NOT_FOUND;
            case CONFLICT -> ProblemCode.CONFLICT;
            case CORRUPT -> ProblemCode.CORRUPT;
            case UNSUPPORTED -> ProblemCode.UNSUPPORTED;
            case UNAVAILABLE -> ProblemCode.UNAVAILABLE;
        };
    }

    /** What to do, as the exception or the one that it wraps states it. */
    private static String remedy(Throwable mistake) {
        for (Throwable cause = mistake; cause != null; cause = cause.getCause()) {
            Optional<Remedy> remedy = cause instanceof LikenessException error ? error.remedy() : Optional.empty();
            if (remedy.isPresent()) {
                return ": " + RemedyText.of(remedy.get());
            }
        }
        return "";
    }
}
