package org.likeness.server.http;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.api.service.ServiceProblemCode;

/** A request that is refused. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ServiceProblemCode code;
    private final transient List<PictureProblem> errors;
    private final transient OptionalInt retryAfter;

    private ServiceException(
            ServiceProblemCode code, String detail, List<PictureProblem> errors, OptionalInt retryAfter) {
        super(detail, null, false, false); // no fault: nobody reads where it was thrown
        this.code = code;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    /** @param detail one sentence: what is wrong, the value found, what is allowed */
    public static ServiceException of(ServiceProblemCode code, String detail) {
        return new ServiceException(code, detail, List.of(), OptionalInt.empty());
    }

    /** A parameter, document or picture that breaks a rule. */
    public static ServiceException invalid(String format, @Nullable Object... values) {
        return of(ServiceProblemCode.INVALID, String.format(Locale.ROOT, format, values));
    }

    /** Something that is not there, or not for this key. */
    public static ServiceException notFound(String format, @Nullable Object... values) {
        return of(ServiceProblemCode.NOT_FOUND, String.format(Locale.ROOT, format, values));
    }

    /** Pictures that cannot be used. */
    public static ServiceException ofPictures(ServiceProblemCode code, String detail, List<PictureProblem> errors) {
        return new ServiceException(code, detail, List.copyOf(errors), OptionalInt.empty());
    }

    /** More to do than can be done. */
    public static ServiceException busy(String detail, int retryAfterSeconds) {
        return new ServiceException(ServiceProblemCode.BUSY, detail, List.of(), OptionalInt.of(retryAfterSeconds));
    }

    public ServiceProblemCode code() {
        return code;
    }

    /** What is wrong with single pictures. */
    public List<PictureProblem> errors() {
        return errors;
    }

    /** Seconds after which the request may succeed. */
    public OptionalInt retryAfter() {
        return retryAfter;
    }
}
