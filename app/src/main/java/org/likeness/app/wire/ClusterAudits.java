package org.likeness.app.wire;

import org.likeness.api.cluster.ClusterAuditAnswer;
import org.likeness.api.data.AuditAnswer;
import org.likeness.spark.audit.AuditResult;
import org.likeness.spark.embed.EmbeddedSet;

/** Audits on a cluster. */
public final class ClusterAudits {
    private static final int SET = 1; // there is one

    private ClusterAudits() {}

    /** @param folder of the embeddings, as given */
    public static ClusterAuditAnswer of(String folder, EmbeddedSet set, double falseShare, AuditResult result) {
        return new ClusterAuditAnswer(
                folder,
                set.space(),
                falseShare,
                result.people(),
                result.faces(),
                result.judged(),
                result.recall(),
                result.twoNames().stream()
                        .map(pair -> new AuditAnswer.SamePerson(
                                person(pair.first()),
                                person(pair.second()),
                                pair.distance(),
                                DataAnswers.evidence(pair.evidence()),
                                pair.falseShare()))
                        .toList(),
                result.wrongLabels().stream()
                        .map(wrong -> new AuditAnswer.WrongLabel(
                                new AuditAnswer.AuditedPicture(SET, wrong.person(), wrong.picture()),
                                wrong.own(),
                                wrong.usual(),
                                wrong.other(),
                                wrong.toOther(),
                                wrong.score(),
                                wrong.falseShare()))
                        .toList(),
                set.reports().stream()
                        .mapToLong(report -> report.failures().size())
                        .sum());
    }

    private static AuditAnswer.AuditedPerson person(AuditResult.Name name) {
        return new AuditAnswer.AuditedPerson(SET, name.name(), name.faces());
    }
}
