package org.likeness.api.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * Findings in one or two data sets: {@code likeness data audit}, and its file {@code audit.json}. Lists start with the most certain finding.
 *
 * @param version      {@value #VERSION}
 * @param data         the first set
 * @param against      the second set; null without one
 * @param space        id of the encoder's embedding space, 64 hexadecimal digits; null without an encoder
 * @param falseShare   permitted share of false findings
 * @param peopleCount  of both sets
 * @param pictureCount of both sets
 * @param checkedCount pictures of the first set whose labels could be checked
 * @param sharedNames  names in both sets
 * @param copies       duplicate pictures
 * @param sharedPeople people with a different name in each set
 * @param twoNames     people with two names in the first set
 * @param wrongLabels  pictures with a wrong label in the first set
 * @param failures     pictures that could not be compared
 */
public record AuditAnswer(
        int version,
        String data,
        @Nullable String against,
        @Nullable String space,
        double falseShare,
        int peopleCount,
        int pictureCount,
        int checkedCount,
        List<String> sharedNames,
        List<CopiedPicture> copies,
        List<SamePerson> sharedPeople,
        List<SamePerson> twoNames,
        List<WrongLabel> wrongLabels,
        List<PictureFailure> failures)
        implements Answer {
    /** The version of this document. */
    public static final int VERSION = 2;

    public AuditAnswer {
        sharedNames = List.copyOf(sharedNames);
        copies = List.copyOf(copies);
        sharedPeople = List.copyOf(sharedPeople);
        twoNames = List.copyOf(twoNames);
        wrongLabels = List.copyOf(wrongLabels);
        failures = List.copyOf(failures);
    }

    /** A person of set 1 or 2. */
    public record AuditedPerson(int set, String person, int pictureCount) {}

    /** A picture of set 1 or 2. */
    public record AuditedPicture(int set, String person, String picture) {}

    /**
     * A picture that occurs twice.
     *
     * @param first       one
     * @param second      the other
     * @param byteIdentical whether the bytes of the files are the same
     * @param correlation of the two in gray, in [−1, 1]
     */
    public record CopiedPicture(
            AuditedPicture first, AuditedPicture second, boolean byteIdentical, double correlation) {}

    /**
     * One person under two names.
     *
     * @param first      one name
     * @param second     the other
     * @param distance   squared distance of the centers, corrected for hubness
     * @param evidence   number of pairs behind it
     * @param falseShare share of this and all more certain findings of that evidence that are expected to be false, in [0, 1]
     */
    public record SamePerson(
            AuditedPerson first, AuditedPerson second, double distance, Evidence evidence, double falseShare) {}

    /** The number of pairs of pictures behind a finding. */
    public enum Evidence {
        /** One. */
        @JsonProperty("one-pair")
        ONE_PAIR,
        /** Two to eight. */
        @JsonProperty("few-pairs")
        FEW_PAIRS,
        /** More. */
        @JsonProperty("many-pairs")
        MANY_PAIRS
    }

    /**
     * A wrong label.
     *
     * @param labeled             the picture and its label
     * @param distanceToOwn       squared distance to the center of that person's other pictures
     * @param medianDistanceToOwn the median of that over the person's pictures
     * @param otherPerson         the person that it seems to show
     * @param distanceToOther     squared distance to that person's center, corrected for hubness
     * @param score               −log₁₀ of the probability that a correct label is as extreme
     * @param falseShare          share of this and all more certain findings that are expected to be false, in [0, 1]
     */
    public record WrongLabel(
            AuditedPicture labeled,
            double distanceToOwn,
            double medianDistanceToOwn,
            String otherPerson,
            double distanceToOther,
            double score,
            double falseShare) {}
}
