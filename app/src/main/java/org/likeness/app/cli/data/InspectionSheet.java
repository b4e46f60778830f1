package org.likeness.app.cli.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.likeness.app.report.PictureSheet;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.DatasetInspection.Copies;
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
    private final FaceDataset data;
    private final Map<String, Picture> readable = new HashMap<>(); // by name

    private InspectionSheet(FaceDataset data, DatasetInspection found) {
        this.data = data;
        data.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .forEach(picture -> readable.put(picture.name(), picture));
        found.unreadable().forEach(one -> readable.remove(one.member().picture()));
    }

    static PictureSheet of(FaceDataset data, DatasetInspection found) {
        InspectionSheet drawing = new InspectionSheet(data, found);
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
        drawing.people();
        return drawing.sheet;
    }

    /** The first pictures of every n-th person. */
    private void people() {
        List<Identity> everybody = data.identities();
        int shown = Math.min(PEOPLE, everybody.size());
        for (int i = 0; i < shown; i++) {
            Identity identity = everybody.get((int) ((long) i * everybody.size() / shown));
            int count = identity.pictures().size();
            sheet.heading(
                    String.format(Locale.ROOT, "%s, %,d picture%s", identity.name(), count, count == 1 ? "" : "s"));
            identity.pictures().stream()
                    .filter(picture -> readable.containsKey(picture.name()))
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
                .flatMap(member -> Stream.ofNullable(readable.get(member.picture())))
                .forEach(picture -> sheet.add(picture.decode(), picture.name()));
    }

    private static String withoutFolder(Picture picture) {
        return picture.name().substring(picture.name().lastIndexOf('/') + 1);
    }
}
