package org.likeness.app.cli.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.likeness.core.audit.Audit;
import org.likeness.core.audit.AuditedPerson;
import org.likeness.core.audit.AuditedPicture;
import org.likeness.core.audit.AuditedSets;
import org.likeness.core.audit.SamePerson;

/**
 * The JSON output of {@code data audit}, also written to {@code audit.json}: {@code docs/formats/audit.md}. Field names are stable across
 * releases.
 *
 * @param version      1
 * @param data         the first set
 * @param against      the second set; null without one
 * @param encoder      the space, 64 hexadecimal digits; null without one
 * @param falseShare   as requested
 * @param people       of both sets
 * @param pictures     of both sets
 * @param judged       pictures whose labels could be checked
 * @param sharedNames  names in both sets
 * @param copies       duplicate pictures
 * @param sharedPeople people with a different name in each set
 * @param twoNames     people with two names in the set
 * @param wrongLabels  pictures with a wrong label in the set
 * @param notJudged    pictures without a result, with the reason
 */
record AuditAnswer(
        int version,
        String data,
        @Nullable String against,
        @Nullable String encoder,
        double falseShare,
        int people,
        int pictures,
        int judged,
        List<String> sharedNames,
        List<Twice> copies,
        List<One> sharedPeople,
        List<One> twoNames,
        List<Wrong> wrongLabels,
        Map<String, String> notJudged) {
    /** Somebody: the set is 1 or 2. */
    record Person(int set, String name, int pictures) {
        static Person of(AuditedPerson person) {
            return new Person(
                    person.set(), person.name(), person.identity().pictures().size());
        }
    }

    /** A picture: its name in its set. */
    record Item(int set, String person, String picture) {
        static Item of(AuditedPicture picture) {
            return new Item(
                    picture.person().set(),
                    picture.person().name(),
                    picture.picture().name());
        }
    }

    /** A picture that is there twice. */
    record Twice(Item first, Item second, boolean identical, double correlation) {}

    /** One person under two names. */
    record One(Person first, Person second, double distance, String evidence, double falseShare) {
        static List<One> of(List<SamePerson> found) {
            return found.stream()
                    .map(one -> new One(
                            Person.of(one.first()),
                            Person.of(one.second()),
                            one.distance(),
                            one.evidence().name(),
                            one.falseShare()))
                    .toList();
        }
    }

    /** A wrong label. */
    record Wrong(
            Item picture, double own, double usual, String other, double toOther, double score, double falseShare) {}

    static AuditAnswer of(
            String data,
            @Nullable String against,
            @Nullable String encoder,
            double falseShare,
            AuditedSets sets,
            Audit audit,
            Map<String, String> notJudged) {
        return new AuditAnswer(
                1,
                data,
                against,
                encoder,
                falseShare,
                sets.people().size(),
                sets.pictures().size(),
                audit.judged(),
                audit.sharedNames(),
                audit.copies().stream()
                        .map(copy -> new Twice(
                                Item.of(copy.first()), Item.of(copy.second()), copy.identical(), copy.correlation()))
                        .toList(),
                One.of(audit.sharedPeople()),
                One.of(audit.twoNames()),
                audit.wrongLabels().stream()
                        .map(wrong -> new Wrong(
                                Item.of(wrong.picture()),
                                wrong.own(),
                                wrong.usual(),
                                wrong.other().name(),
                                wrong.toOther(),
                                wrong.score(),
                                wrong.falseShare()))
                        .toList(),
                notJudged);
    }
}
