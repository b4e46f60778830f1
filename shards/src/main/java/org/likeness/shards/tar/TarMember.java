package org.likeness.shards.tar;

/**
 * A member of an archive.
 *
 * @param name  as it stands there
 * @param start of its data, in bytes from the beginning of the archive; a multiple of 512
 * @param size  bytes of its data
 * @param type  {@link #FILE}, {@link #FOLDER}, or that of a link, a device or something else
 */
record TarMember(String name, long start, long size, char type) {
    static final char FILE = '0';
    static final char FOLDER = '5';
    static final char SPARSE = 'S';
}
