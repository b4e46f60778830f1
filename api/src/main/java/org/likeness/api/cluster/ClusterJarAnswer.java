package org.likeness.api.cluster;

import org.likeness.api.Answer;

/**
 * The program in one archive, for a cluster: {@code likeness spark jar}.
 *
 * @param jar          its file
 * @param archiveCount archives of the program that it was made of
 * @param fileCount    classes and other files in it
 * @param size         of the file, in bytes
 */
public record ClusterJarAnswer(String jar, int archiveCount, int fileCount, long size) implements Answer {}
