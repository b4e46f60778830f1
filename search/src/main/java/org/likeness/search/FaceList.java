package org.likeness.search;

/**
 * Faces and whose they are.
 *
 * @param faces  numbers, [n]
 * @param people the person of each, [n]
 */
@SuppressWarnings("ArrayRecordComponent") // two arrays that are handed over, never compared
record FaceList(long[] faces, long[] people) {}
