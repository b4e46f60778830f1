package org.likeness.spark.embed;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.spark.part.ReadReport;
import org.likeness.spark.part.SetPart;

/**
 * What became of a part of a set.
 *
 * @param part        which
 * @param source      what tells its file from a later one under the same path: bytes and time of change; its number of pictures in a set
 *                    without shards
 * @param pictures    of known people
 * @param embedded    pictures with an embedding
 * @param longest     squared length of the longest embedding; 0 if there is none
 * @param failures    pictures without an embedding
 * @param damages     number of damaged places of the part's file
 * @param examples    the first of them
 * @param resized     pictures that were taken as faces although they have another size; null if that was not counted
 * @param unreadable  why the part could not be read at all; null if it could
 */
public record PartReport(
        SetPart part,
        String source,
        int pictures,
        int embedded,
        double longest,
        List<Failure> failures,
        int damages,
        List<String> examples,
        @Nullable Integer resized,
        @Nullable String unreadable)
        implements ReadReport, Serializable {
    /**
     * A picture without an embedding.
     *
     * @param picture its name
     * @param person  who is in it
     * @param reason  why it has none
     */
    public record Failure(String picture, String person, String reason) implements Serializable {}

    static PartReport unreadable(SetPart part, String reason) {
        return new PartReport(part, "", 0, 0, 0, List.of(), 0, List.of(), 0, reason);
    }
}
