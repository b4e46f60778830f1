package org.likeness.shards.listing;

import java.util.Optional;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.FolderListing;
import org.likeness.core.dataset.folder.SkippedFiles;

/**
 * A face set that was opened, and what of its files is not part of it.
 *
 * @param data       the set
 * @param passedOver files, or members of archives, that are not read
 * @param deeper     an example, if all pictures are one folder deeper than in their people's folders, as {@link FolderListing#deeper()}
 * @param damages    what could not be read
 */
public record FaceSetListing(FaceDataset data, SkippedFiles passedOver, Optional<String> deeper, Damages damages) {}
