package org.likeness.core.dataset;

import java.util.Optional;

/**
 * What was found in a folder of pictures.
 *
 * @param data       its people
 * @param passedOver what is not read
 * @param deeper     a picture's name, where all pictures lie one folder deeper than in their people's folders, so that these may be
 *     parts of a set ({@code train}, {@code val}) rather than people
 */
public record FolderListing(FaceDataset data, PassedOver passedOver, Optional<String> deeper) {}
