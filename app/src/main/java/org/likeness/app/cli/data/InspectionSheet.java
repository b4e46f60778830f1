package org.likeness.app.cli.data;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.likeness.app.report.PictureSheet;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

/** Draws a picture sheet of an inspection: duplicates first, then some people, spread over the data set. */
final class InspectionSheet {
    private static final int COLUMNS = 10;
    private static final int CELL = 96;
    private static final int PEOPLE = 20;
    private static final int COPIES = 30;

    private final PictureSheet sheet = new PictureSheet(COLUMNS, CELL);
    private final Set<Picture> unreadable = new HashSet<>();

    private InspectionSheet() {}

    static PictureSheet of(FaceDataset data, DatasetInspection found) {
        InspectionSheet drawing = new InspectionSheet();
        found.unreadable().forEach(one -> drawing.unreadable.add(one.member().picture()));
        drawing.sheet.title(String.format(
                Locale.ROOT,
                "%s: %,d pictures of %,d people, %,d cannot be read",
                found.name(),
                found.pictures(),
                found.identities(),
                found.unreadable().size()));
        drawing.copies("One picture under two names", found.underTwoIdentities());
        List<Copies> onePerson = found.copies().stream()
                .filter(group -> !group.underTwoIdentities())
                .toList();
        drawing.copies("Duplicate of one person", onePerson);
        drawing.people(data);
        return drawing.sheet;
    }

    /** The first pictures of every n-th person. */
    private void people(FaceDataset data) {
        List<Identity> everybody = data.identities();
        int shown = Math.min(PEOPLE, everybody.size());
        for (int i = 0; i < shown; i++) {
            Identity identity = everybody.get((int) ((long) i * everybody.size() / shown));
            int count = identity.pictures().size();
            sheet.heading(
                    String.format(Locale.ROOT, "%s, %,d picture%s", identity.name(), count, count == 1 ? "" : "s"));
            identity.pictures().stream()
                    .filter(picture -> !unreadable.contains(picture))
                    .limit(COLUMNS)
                    .forEach(picture -> sheet.add(picture.decode(), withoutFolder(picture)));
        }
    }

    private void copies(String heading, List<Copies> copies) {
        if (copies.isEmpty()) {
            return;
        }
        sheet.heading(String.format(
                Locale.ROOT,
                "%s: %,d times%s",
                heading,
                copies.size(),
                copies.size() > COPIES ? String.format(Locale.ROOT, ", %d of them here", COPIES) : ""));
        copies.stream()
                .limit(COPIES)
                .flatMap(group -> group.members().stream().limit(2))
                .filter(member -> !unreadable.contains(member.picture()))
                .forEach(this::add);
    }

    private void add(Member member) {
        sheet.add(member.picture().decode(), member.picture().name());
    }

    private static String withoutFolder(Picture picture) {
        return picture.name().substring(picture.name().lastIndexOf('/') + 1);
    }
}
