package org.likeness.search.cluster;

import java.util.List;

/**
 * Faces that seem to show one person.
 *
 * @param members at least one, nearest to the center first; of equally near ones, the lower number first
 */
public record FaceCluster(List<Member> members) {
    /**
     * A face of a cluster.
     *
     * @param face           its number, from 0
     * @param centerDistance squared Euclidean distance to the mean of the cluster's embeddings; 0 for a face alone
     */
    public record Member(int face, double centerDistance) {}

    public FaceCluster {
        members = List.copyOf(members);
    }

    /** Number of faces. */
    public int size() {
        return members.size();
    }

    /** The lowest number of its faces. */
    int firstFace() {
        return members.stream().mapToInt(Member::face).min().orElseThrow();
    }
}
