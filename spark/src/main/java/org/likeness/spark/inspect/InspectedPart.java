package org.likeness.spark.inspect;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.likeness.core.dataset.DatasetInspection.SizeRange;
import org.likeness.core.dataset.PictureSummary;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.shards.listing.Damages;
import org.likeness.shards.listing.FaceSetListing;
import org.likeness.spark.part.ReadReport;
import org.likeness.spark.part.SetPart;

/**
 * What became of a part of a set.
 *
 * @param part          which
 * @param source        what tells its file from a later one under the same path
 * @param pictures      of known people
 * @param sizes         of those that can be decoded; null if none can
 * @param damages       number of damaged places of the part's file
 * @param examples      the first of them
 * @param endings       files that are not read, by extension
 * @param hidden        number of hidden files and folders
 * @param systemFolders folders of other programs, by name
 * @param unreadable    why the part could not be read at all; null if it could
 */
public record InspectedPart(
        SetPart part,
        String source,
        int pictures,
        @Nullable SizeRange sizes,
        int damages,
        List<String> examples,
        TreeMap<String, Integer> endings,
        int hidden,
        TreeMap<String, Integer> systemFolders,
        @Nullable String unreadable)
        implements ReadReport, Serializable {
    static InspectedPart unreadable(SetPart part, String reason) {
        return new InspectedPart(part, "", 0, null, 0, List.of(), new TreeMap<>(), 0, new TreeMap<>(), reason);
    }

    static InspectedPart of(SetPart part, String source, FaceSetListing listing, List<PictureSummary> pictures) {
        return new InspectedPart(
                part,
                source,
                pictures.size(),
                pictures.stream()
                        .flatMap(picture -> picture.pixels().stream())
                        .map(pixels -> SizeRange.of(pixels.width(), pixels.height()))
                        .reduce(SizeRange::and)
                        .orElse(null),
                listing.damages().count(),
                List.copyOf(listing.damages().examples()),
                new TreeMap<>(listing.passedOver().endings()),
                listing.passedOver().hidden(),
                new TreeMap<>(listing.passedOver().systemFolders()),
                null);
    }

    Damages damaged() {
        return new Damages(damages, examples);
    }

    SkippedFiles skipped() {
        return new SkippedFiles(endings, hidden, systemFolders);
    }
}
