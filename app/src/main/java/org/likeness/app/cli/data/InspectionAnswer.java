package org.likeness.app.cli.data;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.DatasetInspection.Member;
import org.likeness.core.dataset.DatasetInspection.SizeRange;

/**
 * The JSON output of {@code data inspect}. Field names are stable across releases.
 *
 * @param name                    of the data set
 * @param hash                    of its pictures' bytes
 * @param identities              number of identities
 * @param pictures                number of pictures, readable or not
 * @param identitiesWithPositives number of identities with two readable pictures or more
 * @param histogram               number of identities by number of readable pictures, ascending
 * @param sizes                   in pixels; null if no picture can be read
 * @param passedOver              skipped files and folders
 * @param unreadable              pictures with the reason
 * @param identical               groups of byte-identical pictures
 * @param nearIdentical           pairs of near-duplicates
 * @param nearIdenticalIsCut      whether that search stopped at its limit
 * @param underTwoIdentities      those of both lists with two identities
 * @param sheet                   the picture sheet
 */
record InspectionAnswer(
        String name,
        String hash,
        int identities,
        int pictures,
        int identitiesWithPositives,
        List<Bin> histogram,
        @Nullable SizeRange sizes,
        PassedOver passedOver,
        List<Unreadable> unreadable,
        List<List<Item>> identical,
        List<List<Item>> nearIdentical,
        boolean nearIdenticalIsCut,
        List<List<Item>> underTwoIdentities,
        @Nullable String sheet) {
    /** So many identities have so many readable pictures. */
    record Bin(int pictures, int identities) {}

    /** A picture. */
    record Item(String identity, String picture) {
        static Item of(Member member) {
            return new Item(member.identity(), member.picture().name());
        }
    }

    /** How many files by their endings, hidden ones, and folders of the system by their names. */
    record PassedOver(SortedMap<String, Integer> endings, int hidden, SortedMap<String, Integer> systemFolders) {}

    /** A picture that cannot be read. */
    record Unreadable(String identity, String picture, String reason) {}

    static InspectionAnswer of(
            DatasetInspection inspection,
            org.likeness.core.dataset.folder.SkippedFiles passedOver,
            @Nullable Path sheet) {
        return new InspectionAnswer(
                inspection.name(),
                inspection.hash(),
                inspection.identities(),
                inspection.pictures(),
                inspection.identitiesWithPositives(),
                inspection.histogram().entrySet().stream()
                        .map(entry -> new Bin(entry.getKey(), entry.getValue()))
                        .toList(),
                inspection.sizes().orElse(null),
                new PassedOver(passedOver.endings(), passedOver.hidden(), passedOver.systemFolders()),
                inspection.unreadable().stream()
                        .map(one -> new Unreadable(
                                one.member().identity(), one.member().picture().name(), one.reason()))
                        .toList(),
                items(inspection.identical()),
                items(inspection.nearIdentical()),
                inspection.copiesAreCut(),
                items(inspection.underTwoIdentities()),
                sheet == null ? null : sheet.toString());
    }

    private static List<List<Item>> items(List<Copies> copies) {
        return copies.stream()
                .map(group -> group.members().stream().map(Item::of).toList())
                .toList();
    }
}
