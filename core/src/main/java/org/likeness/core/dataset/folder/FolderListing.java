package org.likeness.core.dataset.folder;

import java.util.Optional;
import org.likeness.core.dataset.FaceDataset;

/**
 * The content of a folder of pictures.
 *
 * @param data       the data set
 * @param passedOver files that are not read
 * @param deeper     an example, if all pictures are one folder deeper than in their people's folders: these may be parts of a set
 *                   ({@code train}, {@code val}) rather than people
 */
public record FolderListing(FaceDataset data, SkippedFiles passedOver, Optional<String> deeper) {}
