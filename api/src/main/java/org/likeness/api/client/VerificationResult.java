package org.likeness.api.client;

import java.util.Optional;
import org.likeness.api.Answer;
import org.likeness.api.WireJson;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.service.DecisionAnswer;

/**
 * What a verification found.
 *
 * @param decision {@link FaceDecision#MATCH} or {@link FaceDecision#NON_MATCH}
 * @param details  distance and rates; empty for a key of the role verify, which is told the decision alone
 */
public record VerificationResult<A extends Answer>(FaceDecision decision, Optional<A> details) {
    /** Whether it is one person. */
    public boolean isMatch() {
        return decision == FaceDecision.MATCH;
    }

    static <A extends Answer> VerificationResult<A> ask(Transport transport, Call call, Class<A> type) {
        ServiceReply reply = transport.send(call);
        FaceDecision decision =
                transport.read(call, reply, DecisionAnswer.class).decision();
        return new VerificationResult<>(
                decision,
                WireJson.tree(reply.body()).has("space")
                        ? Optional.of(transport.read(call, reply, type))
                        : Optional.empty());
    }
}
