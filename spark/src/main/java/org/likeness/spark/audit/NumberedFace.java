package org.likeness.spark.audit;

import java.io.Serializable;

/**
 * A face of the set.
 *
 * @param number    among all faces, in the order of the parts
 * @param embedding of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // moved between machines, and only read
record NumberedFace(long number, float[] embedding) implements Serializable {}
