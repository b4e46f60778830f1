package org.likeness.api.service;

import java.util.List;
import org.likeness.api.Answer;

/**
 * An error of the service, as RFC 9457 has it, with content type {@code application/problem+json}.
 *
 * @param type {@code about:blank}: the status and the code say what kind of error it is
 * @param title the name of the status
 * @param status of HTTP
 * @param code the kind of error, for programs
 * @param detail one sentence for people: what is wrong, the value found, what is allowed
 * @param request the id of the request, which is in the log, too
 * @param errors of single pictures; empty for other errors
 */
public record ServiceProblem(
        String type,
        String title,
        int status,
        ServiceProblemCode code,
        String detail,
        String request,
        List<PictureProblem> errors)
        implements Answer {
    public ServiceProblem {
        errors = List.copyOf(errors);
    }

    /**
     * What is wrong with a picture.
     *
     * @param picture its name
     * @param code    a stable word, such as {@code no-face}
     * @param detail  the value found and the limit
     */
    public record PictureProblem(String picture, String code, String detail) {}
}
