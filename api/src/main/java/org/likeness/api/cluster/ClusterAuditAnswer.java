package org.likeness.api.cluster;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.data.AuditAnswer.SamePerson;
import org.likeness.api.data.AuditAnswer.WrongLabel;

/**
 * Findings in a set that was embedded on a cluster: {@code likeness spark audit}, and its file {@code audit.json}. Lists start with the most
 * certain finding.
 *
 * @param folder             of the embeddings
 * @param space              id of the embedding space, 64 hexadecimal digits
 * @param falseShare         permitted share of false findings
 * @param peopleCount        who have an embedding
 * @param faceCount          embeddings
 * @param checkedCount       faces whose labels could be checked
 * @param recall             share of the nearest people of some people and faces that was found; 1 if all were compared
 * @param twoNames           people with two names
 * @param wrongLabels        faces with a wrong label
 * @param withoutFaceCount   pictures without an embedding, which were not compared
 */
public record ClusterAuditAnswer(
        String folder,
        String space,
        double falseShare,
        int peopleCount,
        long faceCount,
        int checkedCount,
        double recall,
        List<SamePerson> twoNames,
        List<WrongLabel> wrongLabels,
        long withoutFaceCount)
        implements Answer {
    public ClusterAuditAnswer {
        twoNames = List.copyOf(twoNames);
        wrongLabels = List.copyOf(wrongLabels);
    }
}
