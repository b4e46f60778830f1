package org.likeness.api.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.CalibratedThresholds;

/**
 * A published model of the catalog.
 *
 * @param name         its name on the command line
 * @param summary      description
 * @param license      as stated by its publisher
 * @param trainingData what is known of its training data
 * @param claims       published figures, not measured by Likeness
 * @param calibration  thresholds measured with Likeness; null if there are none
 * @param downloaded   whether all its files are in the models folder
 * @param files        one or more
 */
public record PublishedModel(
        String name,
        String summary,
        String license,
        String trainingData,
        List<Claim> claims,
        @Nullable CalibratedThresholds calibration,
        boolean downloaded,
        List<PublishedFile> files)
        implements ModelDescription {
    public PublishedModel {
        claims = List.copyOf(claims);
        files = List.copyOf(files);
    }

    /** A published figure, and who claims it. */
    public record Claim(String figure, String by) {}

    /**
     * A file of a published model.
     *
     * @param name     file name
     * @param task     {@code encoder}, {@code detector}, {@code landmarks}, or {@code description} of another file
     * @param size     bytes; null if the catalog does not know it
     * @param sha256   hash, 64 hexadecimal digits
     * @param profile  import profile; null without one
     * @param sources  in order of preference
     * @param path     where it was downloaded to; null if it was not
     */
    public record PublishedFile(
            String name,
            String task,
            @Nullable Long size,
            String sha256,
            @Nullable String profile,
            List<FileSource> sources,
            @Nullable String path) {
        public PublishedFile {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A source of a file.
     *
     * @param fetchedBy who fetches it
     * @param location an npm package with its version, or an address
     * @param path     path inside the package; null for an address
     */
    public record FileSource(
            FetchedBy fetchedBy, String location, @Nullable String path) {}

    /** How a file is fetched. */
    public enum FetchedBy {
        /** By the user's npm. */
        @JsonProperty("npm")
        NPM,
        /** From an address. */
        @JsonProperty("https")
        HTTPS
    }
}
