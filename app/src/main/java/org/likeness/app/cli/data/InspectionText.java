package org.likeness.app.cli.data;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.likeness.core.Printable;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.dataset.DatasetInspection.Unreadable;
import org.likeness.shards.listing.Damages;

/** The results of an inspection as text. */
public final class InspectionText {
    private static final int SHOWN = 20;
    private static final int BAR = 40;
    /** The least number of pictures in each bin of the histogram. */
    private static final int[] BINS = {0, 1, 2, 3, 4, 5, 6, 8, 11, 21, 51, 101, 201, 501, 1001};

    private InspectionText() {}

    public static String of(DatasetInspection found) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d pictures of %,d people%s%n",
                found.name(),
                found.pictures(),
                found.identities(),
                sizes(found)));
        text.append(String.format(
                Locale.ROOT,
                "%,d people have two readable pictures or more, as a positive requires%n",
                found.identitiesWithPositives()));
        if (found.identitiesWithPositives() == 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "a triplet needs an anchor and a positive of the same person: add pictures, or use a published encoder%n"));
        }
        text.append(histogram(found));
        text.append(list("cannot be read", found.unreadable(), InspectionText::line));
        text.append(list("one picture under two names", found.underTwoIdentities(), InspectionText::line));
        text.append(list("byte-identical pictures of one person", onePerson(found.identical()), InspectionText::line));
        text.append(
                list("near-duplicate pictures of one person", onePerson(found.nearIdentical()), InspectionText::line));
        if (found.copiesAreCut()) {
            text.append(String.format(
                    Locale.ROOT,
                    "the search for near-duplicates stopped at %,d pairs%n",
                    DatasetInspection.MOST_PAIRS));
        }
        text.append(String.format(Locale.ROOT, "hash %s%n", found.hash()));
        return text.toString();
    }

    /** What of the files is no picture of a known person; nothing if nothing is damaged. */
    public static String of(Damages damages) {
        return damages.isEmpty()
                ? ""
                : list("damaged places of the files", damages.count(), damages.examples(), Function.identity());
    }

    private static List<Copies> onePerson(List<Copies> copies) {
        return copies.stream().filter(group -> !group.underTwoIdentities()).toList();
    }

    private static String sizes(DatasetInspection found) {
        return found.sizes()
                .map(size -> String.format(
                        Locale.ROOT,
                        ", %d×%d to %d×%d pixels",
                        size.leastWidth(),
                        size.leastHeight(),
                        size.greatestWidth(),
                        size.greatestHeight()))
                .orElse("");
    }

    private static String histogram(DatasetInspection found) {
        int[] counts = new int[BINS.length];
        for (int bin = 0; bin < BINS.length; bin++) {
            int end = bin + 1 < BINS.length ? BINS[bin + 1] : Integer.MAX_VALUE;
            counts[bin] = found.histogram().subMap(BINS[bin], end).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
        int largest = 1;
        for (int count : counts) {
            largest = Math.max(largest, count);
        }
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n%12s  %8s%n", "pictures", "people"));
        for (int bin = 0; bin < BINS.length; bin++) {
            if (counts[bin] > 0) {
                String bar = "█".repeat((int) Math.ceil((double) BAR * counts[bin] / largest));
                text.append(String.format(Locale.ROOT, "%12s  %,8d  %s%n", label(bin), counts[bin], bar));
            }
        }
        return text.append(String.format(Locale.ROOT, "%n")).toString();
    }

    private static String label(int bin) {
        if (bin + 1 == BINS.length) {
            return String.format(Locale.ROOT, "%,d or more", BINS[bin]);
        }
        int last = BINS[bin + 1] - 1;
        return last == BINS[bin]
                ? String.format(Locale.ROOT, "%d", last)
                : String.format(Locale.ROOT, "%d–%d", BINS[bin], last);
    }

    private static <T> String list(String what, List<T> items, Function<T, String> line) {
        return list(what, items.size(), items, line);
    }

    private static <T> String list(String what, int count, List<T> items, Function<T, String> line) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s: %,d%n", what, count));
        items.stream()
                .limit(SHOWN)
                .forEach(item -> text.append(String.format(Locale.ROOT, "  %s%n", Printable.line(line.apply(item)))));
        if (count > SHOWN) {
            text.append(String.format(
                    Locale.ROOT,
                    "  and %,d more%s%n",
                    count - SHOWN,
                    items.size() < count ? "" : "; --json lists all"));
        }
        return text.toString();
    }

    private static String line(Unreadable unreadable) {
        return String.format(Locale.ROOT, "%s: %s", unreadable.member().picture(), unreadable.reason());
    }

    private static String line(Copies copies) {
        return copies.members().stream().map(Member::picture).collect(Collectors.joining(" = "));
    }
}
