package org.likeness.core.dataset;

import java.util.Optional;

/**
 * The content of a folder of pictures.
 *
 * @param data       the data set
 * @param passedOver files that are not read
 * @param deeper     an example, if all pictures are one folder deeper than in their people's folders: these may be parts of a set
 *                   ({@code train}, {@code val}) rather than people
 */
public record FolderListing(FaceDataset data, PassedOver passedOver, Optional<String> deeper) {}
