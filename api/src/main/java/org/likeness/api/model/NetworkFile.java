package org.likeness.api.model;

import org.jspecify.annotations.Nullable;

/**
 * An imported detector or landmark network.
 *
 * @param file           the file
 * @param sha256         its hash, 64 hexadecimal digits
 * @param task           {@code detector} or {@code landmarks}
 * @param detector       family of the detector, such as {@code yunet}; null for landmarks
 * @param license        as stated at the import
 * @param origin         as stated at the import
 * @param importedFrom   name of the imported file
 * @param importedSha256 its hash
 */
public record NetworkFile(
        String file,
        String sha256,
        String task,
        @Nullable String detector,
        String license,
        String origin,
        String importedFrom,
        String importedSha256)
        implements ModelDescription {}
