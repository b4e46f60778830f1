package org.likeness.api.cluster;

/**
 * Two people whose faces are near each other.
 *
 * @param person    whose faces were searched for
 * @param other     whose faces were found
 * @param faceCount how many of the negatives of the person's faces are the other's
 * @param distance  of the nearest two faces, squared
 */
public record LookAlikePeople(String person, String other, long faceCount, double distance) {}
