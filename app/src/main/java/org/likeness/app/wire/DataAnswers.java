package org.likeness.app.wire;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.likeness.api.NamedCount;
import org.likeness.api.data.AuditAnswer;
import org.likeness.api.data.InspectAnswer;
import org.likeness.core.audit.Audit;
import org.likeness.core.audit.AuditedPerson;
import org.likeness.core.audit.AuditedPicture;
import org.likeness.core.audit.AuditedSets;
import org.likeness.core.audit.Evidence;
import org.likeness.core.audit.SamePerson;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.server.answer.Faces;
import org.likeness.shards.listing.Damages;

/** Inspections and audits of data sets. */
public final class DataAnswers {
    private DataAnswers() {}

    /** @param sheet the picture sheet, if there is one */
    public static InspectAnswer of(
            DatasetInspection inspection, SkippedFiles ignored, Damages damages, @Nullable String sheet) {
        return new InspectAnswer(
                inspection.name(),
                inspection.hash(),
                inspection.identities(),
                inspection.pictures(),
                inspection.identitiesWithPositives(),
                inspection.histogram().entrySet().stream()
                        .map(entry -> new InspectAnswer.HistogramBin(entry.getKey(), entry.getValue()))
                        .toList(),
                inspection
                        .sizes()
                        .map(range -> new InspectAnswer.SizeRange(
                                range.leastWidth(), range.greatestWidth(), range.leastHeight(), range.greatestHeight()))
                        .orElse(null),
                new InspectAnswer.IgnoredFiles(
                        counts(ignored.endings()), ignored.hidden(), counts(ignored.systemFolders())),
                damages.count(),
                damages.examples(),
                inspection.unreadable().stream()
                        .map(one -> new InspectAnswer.LabeledFailure(
                                one.member().identity(), one.member().picture(), one.reason()))
                        .toList(),
                pictures(inspection.identical()),
                pictures(inspection.nearIdentical()),
                inspection.copiesAreCut(),
                pictures(inspection.underTwoIdentities()),
                sheet);
    }

    private static List<NamedCount> counts(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> new NamedCount(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<List<InspectAnswer.LabeledPicture>> pictures(List<DatasetInspection.Copies> copies) {
        return copies.stream()
                .map(group -> group.members().stream()
                        .map(member -> new InspectAnswer.LabeledPicture(member.identity(), member.picture()))
                        .toList())
                .toList();
    }

    /**
     * The findings of an audit.
     *
     * @param data       the first set, as given
     * @param against    the second one, if there is one
     * @param space      id of the encoder's space, if there is an encoder
     * @param falseShare as requested
     * @param failures   pictures that could not be compared, each with the reason
     */
    public static AuditAnswer of(
            String data,
            @Nullable String against,
            @Nullable String space,
            double falseShare,
            AuditedSets sets,
            Audit audit,
            Map<String, String> failures) {
        return new AuditAnswer(
                AuditAnswer.VERSION,
                data,
                against,
                space,
                falseShare,
                sets.people().size(),
                sets.pictures().size(),
                audit.judged(),
                audit.sharedNames(),
                audit.copies().stream()
                        .map(copy -> new AuditAnswer.CopiedPicture(
                                picture(copy.first()), picture(copy.second()), copy.identical(), copy.correlation()))
                        .toList(),
                people(audit.sharedPeople()),
                people(audit.twoNames()),
                audit.wrongLabels().stream()
                        .map(wrong -> new AuditAnswer.WrongLabel(
                                picture(wrong.picture()),
                                wrong.own(),
                                wrong.usual(),
                                wrong.other().name(),
                                wrong.toOther(),
                                wrong.score(),
                                wrong.falseShare()))
                        .toList(),
                Faces.failures(failures));
    }

    private static List<AuditAnswer.SamePerson> people(List<SamePerson> found) {
        return found.stream()
                .map(one -> new AuditAnswer.SamePerson(
                        person(one.first()),
                        person(one.second()),
                        one.distance(),
                        evidence(one.evidence()),
                        one.falseShare()))
                .toList();
    }

    private static AuditAnswer.AuditedPerson person(AuditedPerson person) {
        return new AuditAnswer.AuditedPerson(
                person.set(), person.name(), person.identity().pictures().size());
    }

    private static AuditAnswer.AuditedPicture picture(AuditedPicture picture) {
        return new AuditAnswer.AuditedPicture(
                picture.person().set(),
                picture.person().name(),
                picture.picture().name());
    }

    static AuditAnswer.Evidence evidence(Evidence evidence) {
        return switch (evidence) {
            case ONE_PAIR -> AuditAnswer.Evidence.ONE_PAIR;
            case FEW_PAIRS -> AuditAnswer.Evidence.FEW_PAIRS;
            case MANY_PAIRS -> AuditAnswer.Evidence.MANY_PAIRS;
        };
    }
}
