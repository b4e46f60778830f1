package org.likeness.app.cli.data;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.likeness.api.cluster.ClusterAuditAnswer;
import org.likeness.api.data.AuditAnswer;
import org.likeness.core.Printable;

/** The findings of an audit as text. */
public final class AuditText {
    private static final int SHOWN = 10;

    private AuditText() {}

    static String of(AuditAnswer found) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d pictures of %,d people%n",
                found.against() == null ? found.data() : found.data() + " and " + found.against(),
                found.pictureCount(),
                found.peopleCount()));
        if (found.against() != null) {
            text.append(list("names in both sets", found.sharedNames(), name -> name));
        }
        text.append(list(
                found.against() == null
                        ? "one picture under two names"
                        : "duplicate pictures in both sets, or under two names",
                found.copies(),
                copy -> String.format(
                        Locale.ROOT,
                        "%s = %s%s",
                        picture(copy.first()),
                        picture(copy.second()),
                        copy.byteIdentical()
                                ? ""
                                : String.format(Locale.ROOT, ", alike to %.3f", copy.correlation()))));
        if (found.space() == null) {
            return text.append(String.format(Locale.ROOT, "people and labels were not compared: pass --encoder%n"))
                    .toString();
        }
        if (found.against() != null) {
            text.append(list("one person in both sets under two names", found.sharedPeople(), AuditText::line));
        }
        text.append(people(found.twoNames(), found.wrongLabels(), found.checkedCount(), found.falseShare()));
        text.append(withoutFace(found.failures().size(), "; audit.json lists them"));
        return text.toString();
    }

    /** The findings of an audit on a cluster. */
    public static String of(ClusterAuditAnswer found) {
        return String.format(
                        Locale.ROOT,
                        "%s: %,d faces of %,d people%n",
                        found.folder(),
                        found.faceCount(),
                        found.peopleCount())
                + people(found.twoNames(), found.wrongLabels(), found.checkedCount(), found.falseShare())
                + (found.recall() == 1
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "compared in cells, where %.1f %% of the nearest people are found%n",
                                100 * found.recall()))
                + withoutFace(found.withoutFaceCount(), "");
    }

    private static String people(
            List<AuditAnswer.SamePerson> twoNames,
            List<AuditAnswer.WrongLabel> wrongLabels,
            int checked,
            double falseShare) {
        return list("one person under two names", twoNames, AuditText::line)
                + list(
                        String.format(
                                Locale.ROOT, "pictures with a wrong label, of %,d that could be checked", checked),
                        wrongLabels,
                        wrong -> String.format(
                                Locale.ROOT,
                                "%s resembles %s: distance %.3f, %.3f to its own label (median %.3f)",
                                wrong.labeled().picture(),
                                wrong.otherPerson(),
                                wrong.distanceToOther(),
                                wrong.distanceToOwn(),
                                wrong.medianDistanceToOwn()))
                + String.format(
                        Locale.ROOT,
                        "at most %.0f %% of each list from the encoder are expected to be false%n",
                        100 * falseShare);
    }

    private static String withoutFace(long pictures, String more) {
        return pictures == 0
                ? ""
                : String.format(Locale.ROOT, "%,d pictures without a face were not compared%s%n", pictures, more);
    }

    private static String picture(AuditAnswer.AuditedPicture item) {
        return String.format(Locale.ROOT, "%d:%s", item.set(), item.picture());
    }

    private static String line(AuditAnswer.SamePerson one) {
        return String.format(
                Locale.ROOT,
                "%s (%,d) = %s (%,d), %.3f apart",
                one.first().person(),
                one.first().pictureCount(),
                one.second().person(),
                one.second().pictureCount(),
                one.distance());
    }

    private static <T> String list(String what, List<T> items, Function<T, String> line) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s: %,d%n", what, items.size()));
        items.stream()
                .limit(SHOWN)
                .forEach(item -> text.append(String.format(Locale.ROOT, "  %s%n", Printable.line(line.apply(item)))));
        if (items.size() > SHOWN) {
            text.append(String.format(Locale.ROOT, "  and %,d more; audit.json lists all%n", items.size() - SHOWN));
        }
        return text.toString();
    }
}
