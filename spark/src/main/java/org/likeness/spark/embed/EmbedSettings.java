package org.likeness.spark.embed;

import java.nio.file.Path;
import java.util.Optional;
import org.likeness.recognition.detection.FaceFinding;

/**
 * What is embedded, by what, and into which folder. All machines of the cluster see the set and the folder under these paths.
 *
 * @param encoder  the encoder's file, which the driver sends to the executors
 * @param mirror   whether an embedding is the mean with that of the mirror image
 * @param finding  how faces are found in the pictures; empty if the pictures are faces as the encoder takes them
 * @param set      tar shards, a RecordIO file, or folders of people
 * @param depth    folders that name a person, at least 1
 * @param pictures of one part, at least 1, where the set is not in shards
 * @param out      a new folder, or that of an earlier run with the same settings, which goes on
 */
public record EmbedSettings(
        Path encoder, boolean mirror, Optional<FaceFinding> finding, Path set, int depth, int pictures, Path out) {}
