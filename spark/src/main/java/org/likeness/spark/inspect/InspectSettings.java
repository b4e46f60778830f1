package org.likeness.spark.inspect;

import java.nio.file.Path;

/**
 * What is inspected. All machines of the cluster see the set and the folder under these paths.
 *
 * @param set      tar shards, a RecordIO file, or folders of people
 * @param depth    folders that name a person, at least 1
 * @param pictures of one part, at least 1, where the set is not in shards
 * @param out      a new folder, or that of an earlier run on the same set, which goes on
 */
public record InspectSettings(Path set, int depth, int pictures, Path out) {}
