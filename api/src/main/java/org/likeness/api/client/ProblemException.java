package org.likeness.api.client;

import java.util.List;
import java.util.Locale;
import org.likeness.api.service.ServiceProblem.PictureProblem;
import org.likeness.api.service.ServiceProblemCode;

/** The service, or a proxy before it, answered with an error. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String detail;
    private final String requestId;
    private final transient List<PictureProblem> errors;

    ProblemException(int status, String code, String detail, String requestId, List<PictureProblem> errors) {
        super(String.format(
                Locale.ROOT,
                "%s (%sHTTP %d%s)",
                detail,
                code.isEmpty() ? "" : code + ", ",
                status,
                requestId.isEmpty() ? "" : ", request " + requestId));
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.requestId = requestId;
        this.errors = List.copyOf(errors);
    }

    /** Of HTTP, such as 404. */
    public int status() {
        return status;
    }

    /** The stable word of the kind of problem, such as {@code not-found}; empty if the reply was none of the service. */
    public String code() {
        return code;
    }

    /** Whether it is this kind of problem. */
    public boolean is(ServiceProblemCode kind) {
        return code.equals(
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-')); // the words are those of the constants
    }

    /** One sentence: what is wrong, the value found, what is allowed. */
    public String detail() {
        return detail;
    }

    /** By which the log of the service has it; empty if the reply was none of the service. */
    public String requestId() {
        return requestId;
    }

    /** What is wrong with single pictures; empty for other problems. */
    public List<PictureProblem> errors() {
        return errors;
    }
}
