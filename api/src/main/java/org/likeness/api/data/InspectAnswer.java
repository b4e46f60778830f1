package org.likeness.api.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.NamedCount;

/**
 * The properties of a data set: {@code likeness data inspect}.
 *
 * @param data                     name of the data set
 * @param dataHash                 hash of its pictures, 64 hexadecimal digits
 * @param peopleCount              people
 * @param pictureCount             pictures, readable or not
 * @param peopleWithPositivesCount people with two readable pictures or more
 * @param histogram                people by number of readable pictures, ascending
 * @param sizes                    of the readable pictures; null if no picture can be read
 * @param ignored                  files and folders that were not read
 * @param damageCount              damaged places of shards and RecordIO files, where no picture of a known person could be read
 * @param damages                  the first 20 of them, with file, place and reason
 * @param failures                 pictures that cannot be read
 * @param identical                groups of byte-identical pictures
 * @param nearIdentical            pairs of near-duplicates
 * @param nearIdenticalTruncated   whether that search stopped at its limit
 * @param underTwoNames            those of both lists with two people
 * @param sheet                    file of the picture sheet; null without one
 */
public record InspectAnswer(
        String data,
        String dataHash,
        int peopleCount,
        int pictureCount,
        int peopleWithPositivesCount,
        List<HistogramBin> histogram,
        @Nullable SizeRange sizes,
        IgnoredFiles ignored,
        int damageCount,
        List<String> damages,
        List<LabeledFailure> failures,
        List<List<LabeledPicture>> identical,
        List<List<LabeledPicture>> nearIdentical,
        boolean nearIdenticalTruncated,
        List<List<LabeledPicture>> underTwoNames,
        @Nullable String sheet)
        implements Answer {
    public InspectAnswer {
        histogram = List.copyOf(histogram);
        damages = List.copyOf(damages);
        failures = List.copyOf(failures);
        identical = List.copyOf(identical);
        nearIdentical = List.copyOf(nearIdentical);
        underTwoNames = List.copyOf(underTwoNames);
    }

    /** So many people have so many readable pictures. */
    public record HistogramBin(int pictureCount, int peopleCount) {}

    /** In pixels. */
    public record SizeRange(int leastWidth, int greatestWidth, int leastHeight, int greatestHeight) {}

    /**
     * What was not read.
     *
     * @param extensions    files by extension, such as {@code .heic}; those without one under the empty text
     * @param hiddenCount   hidden files and folders
     * @param systemFolders folders of other programs, by name
     */
    public record IgnoredFiles(List<NamedCount> extensions, int hiddenCount, List<NamedCount> systemFolders) {
        public IgnoredFiles {
            extensions = List.copyOf(extensions);
            systemFolders = List.copyOf(systemFolders);
        }
    }

    /** A picture and its label. */
    public record LabeledPicture(String person, String picture) {}

    /** A picture that cannot be read, and why. */
    public record LabeledFailure(String person, String picture, String reason) {}
}
